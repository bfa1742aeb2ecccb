# How a value is said. The rest of a sentence is in its topic's file.

# Days: { $day } in a sentence is one of these.
value-today = today
value-tomorrow = tomorrow
value-yesterday = yesterday
# At most six days away, past or to come.
value-weekday = on { $weekday }
value-date = on { $date }

# Hours: { $hours } in a sentence is "between 2 and 6 pm", "between 8:30 am and noon".
value-hours = between { $start } and { $end }
value-hour =
    { $half ->
        [noon] noon
        [midnight] midnight
       *[other]
            { $minute ->
                [none] { $hour12 }
               *[other] { $hour12 }:{ $minute }
            } { $half }
    }
# The first of two hours: "2" when both are in the same half of the day, "8:30 am" when not.
value-hour-first =
    { $half ->
        [noon] noon
        [midnight] midnight
       *[other]
            { $minute ->
                [none] { $hour12 }
               *[other] { $hour12 }:{ $minute }
            }{ $same ->
                [yes] {""}
               *[no] {" "}{ $half }
            }
    }

# Some units of a product, also within a list.
value-thing =
    { $quantity ->
        [1] { $name }
       *[other] { $quantity } of the { $name }
    }
value-thing-priced =
    { $quantity ->
        [1] { $name } for { $price }
       *[other] { $quantity } of the { $name } for { $price }
    }
