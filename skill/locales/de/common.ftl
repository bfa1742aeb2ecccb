# Begrüßung, Hilfe, Aufhören, nicht verstanden.

common-hello = Willkommen bei { $seller }.
common-hello-name =
    { $known ->
        [yes] Hallo { $name }, willkommen zurück bei { $seller }.
       *[no] Hallo { $name }, willkommen bei { $seller }.
    }
common-from-start = Gut, von vorn.
common-guest = Dein Kundenkonto ist noch nicht verknüpft. Ich kann dir Preise nennen und deinen Warenkorb füllen, aber noch nichts bestellen.
common-cart =
    { $count ->
        [one] In deinem Warenkorb liegt ein Artikel. Soll ich die Bestellung mit dir durchgehen?
       *[other] In deinem Warenkorb liegen { $count } Artikel. Soll ich die Bestellung mit dir durchgehen?
    }
common-arriving-today = Heute { $hours } kommt eine Lieferung.
common-low = Das hier geht wohl bald aus: { $things }. Möchtest du nachbestellen?
common-what-to-order = Was darf es sein?
common-anything-else = Sonst noch etwas?

common-help = Du kannst zum Beispiel sagen: bestell nochmal den Kaffee, was kostet die Milch, was geht zur Neige, oder: wo bleibt meine Bestellung? Ich nenne immer erst den Preis und frage, bevor ich bestelle.
common-help-offer = Sag ja, dann bestelle ich, oder nein, dann lasse ich es. Du kannst auch sagen: mach zwei draus, oder ein anderes Produkt nennen.
common-help-which = Sag zum Beispiel: das zweite. Oder nenn den Namen. Oder sag: weiter.
common-help-far = Sag ja, wenn du wirklich so viele möchtest. Sonst sag einfach die richtige Zahl, zum Beispiel: mach vier draus.
common-help-wish = Sag ja, dann nenne ich dir den Preis, bevor ich etwas bestelle. Sag nein, wenn es das nicht geben soll.
common-help-code = Sag die vier Ziffern einzeln, oder sag: abbrechen. Wenn sie niemand mehr weiß, setzt { $seller } den Code zurück.
common-help-new-code = Große Bestellungen nehme ich dann nur noch mit diesem Code an. Sag vier Ziffern einzeln, oder sag: abbrechen.
common-help-offer-code = Bei großen Bestellungen frage ich dann nach vier Ziffern, die nur du kennst. Sag ja, dann suchst du sie dir aus. Oder sag nein.
common-help-cancel = Wenn du die Bestellung nicht mehr möchtest, storniere ich sie. Sonst bleibt alles, wie es ist.

common-bye = Bis bald.
common-bye-not-ordered = Das habe ich nicht bestellt. Bis bald.
common-cancelled = Gut, das bestelle ich nicht.
common-all-right = Alles klar.
common-nothing-open = Ich hatte gerade nichts gefragt.
common-nothing-next = Mehr habe ich gerade nicht.
common-nothing-to-choose = Gerade gibt es nichts auszuwählen.
common-nothing-to-repeat = Ich habe noch nichts gesagt.
common-fallback = Das habe ich leider nicht verstanden.
common-fallback-end = Das verstehe ich leider immer noch nicht, deshalb höre ich hier auf.
common-fallback-examples = Das habe ich leider nicht verstanden. Du kannst sagen: bestell nochmal den Kaffee, oder: wo bleibt meine Bestellung?

common-failed = Tut mir leid, bei uns ist etwas schiefgegangen. Es wurde nichts bestellt. Versuch es bitte noch einmal.
common-apology = Tut mir leid, da ist etwas schiefgegangen. Damit du sicher bist, was bestellt ist, frag mich: Wo bleibt meine Bestellung?
common-busy = Tut mir leid, gerade reden mehrere Geräte aus diesem Haushalt mit mir. Sag das bitte noch einmal.
common-unreachable = Tut mir leid, ich erreiche den Laden gerade nicht. Es wurde nichts bestellt. Versuch es bitte gleich noch einmal.
