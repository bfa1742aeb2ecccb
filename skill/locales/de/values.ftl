# Wie ein Wert gesagt wird. Der übrige Satz steht in der Datei seines Themas.

# Tage: { $day } in einem Satz ist einer von diesen.
value-today = heute
value-tomorrow = morgen
value-yesterday = gestern
# Höchstens sechs Tage entfernt, vergangen oder künftig.
value-weekday = am { $weekday }
value-date = am { $date }

# Stunden: { $hours } in einem Satz ist „zwischen 14 und 18 Uhr“, „zwischen 8 Uhr 30 und 12 Uhr“.
value-hours = zwischen { $start } und { $end }
value-hour =
    { $half ->
        [midnight] 24 Uhr
       *[other]
            { $minute ->
                [none] { $hour } Uhr
               *[other] { $hour } Uhr { $minute }
            }
    }
# Die erste von zwei Stunden; „Uhr“ folgt erst nach der zweiten.
value-hour-first =
    { $minute ->
        [none] { $hour }
       *[other] { $hour } Uhr { $minute }
    }

# Einige Einheiten eines Produkts, auch in einer Aufzählung.
value-thing =
    { $quantity ->
        [1] { $name }
       *[other] { $quantity } Mal { $name }
    }
value-thing-priced =
    { $quantity ->
        [1] { $name } für { $price }
       *[other] { $quantity } Mal { $name } für { $price }
    }
