"""Deutsche Titel, erfunden, und wie man es sagen würde."""

import pytest

from skill.locales.naming import naming
from skill.shopping.naming.title import named

NAMES = {
    "Haferly Haferdrink Barista Edition, 1 l": "Haferly Haferdrink Barista",
    "Bio Hafermilch von Haferly, 6 x 1 Liter": "Haferly Bio Hafermilch",
    "Haferly Bio Haferdrink ohne Zucker, 1 Liter (6er Pack)": "Haferly Bio Haferdrink",
    "SONAFIT Elektrische Zahnbürste HX6212/90 mit Schalltechnologie, weiß": "Sonafit Elektrische Zahnbürste",
    "PERLWEISS ZAHNPASTA SENSITIV 75ML": "Perlweiss Zahnpasta Sensitiv",
    "Dentalo Zahnpasta Minze 3er-Pack (3 x 75 ml)": "Dentalo Zahnpasta Minze",
    "Kernhaus Filterkaffee entkoffeiniert, gemahlen, 500 g": "Kernhaus Filterkaffee entkoffeiniert",
    "Kernhaus Kaffeekapseln Classic, 12 Kapseln": "Kernhaus Kaffeekapseln Classic",
    "Kernhaus Espresso ganze Bohnen 1kg": "Kernhaus Espresso ganze Bohnen",
    "Blitzblank Geschirrspültabs All in 1, 60 Tabs, Zitrone": "Blitzblank Geschirrspültabs All in 1",
    "Blitzblank Vollwaschmittel Pulver 100 WL": "Blitzblank Vollwaschmittel Pulver",
    "Weichwolke Toilettenpapier 3-lagig, 16 Rollen, extra weich": "Weichwolke Toilettenpapier",
    "Weichwolke Taschentücher, 30 x 10 Stück": "Weichwolke Taschentücher",
    "Bellos Hundefutter trocken mit Huhn und Reis für ausgewachsene Hunde, 12 kg": "Bellos Hundefutter trocken",
    "Bellos Nassfutter Huhn in Soße, 24 x 85 g": "Bellos Nassfutter Huhn in Soße",
    "Kabelo USB-C Ladekabel 2m, Nylon, kompatibel mit iPhone 15, Galaxy S24, schwarz": "Kabelo USB-C Ladekabel",
    "Kabelo Ladegerät 65W GaN mit 3 Anschlüssen": "Kabelo Ladegerät GaN",
    "Lavendula Duschgel Lavendel 250 ml": "Lavendula Duschgel Lavendel",
    "Lavendula & Söhne Handseife Nachfüllbeutel 500ml": "Lavendula und Söhne Handseife Nachfüllbeutel",
    "Marlow Spaghetti Nr. 5, 500g": "Marlow Spaghetti Nr 5",
    "Marlow Penne Rigate": "Marlow Penne Rigate",
    "Vitamin D3 Tropfen hochdosiert 1000 I.E., 50 ml": "Vitamin D 3 Tropfen hochdosiert",
    "Feinkorn Schokolade Zartbitter 70% Kakao 100 g": "Feinkorn Zartbitter 70 Prozent Kakao",
    "Nordkap Damen Winterjacke wasserdicht mit Kapuze, Größe M, Blau": "Nordkap Damen Winterjacke wasserdicht",
    "Nordkap Herren Laufschuhe schwarz 43": "Nordkap Herren Laufschuhe schwarz 43",
    "Almfrisch Vollmilch 3,5% Fett, 1 Liter": "Almfrisch Vollmilch 3,5 Prozent Fett",
    "Almfrisch Joghurt Erdbeere 4er Pack": "Almfrisch Joghurt Erdbeere",
    "Almfrisch laktosefreie H-Milch fettarm 1,5 %, 12 x 1 l": "Almfrisch laktosefreie H-Milch",
    "Sonnentau Mineralwasser still, 6 x 1,5 l": "Sonnentau Mineralwasser still",
    "Sonnentau Apfelsaft naturtrüb": "Sonnentau Apfelsaft naturtrüb",
    "Der stille Garten: Roman": "Der stille Garten",
    "Lichtquell LED Lampe E27 warmweiß, 9W, 4 Stück": "Lichtquell LED Lampe warmweiß",
    "Steinbach Bratpfanne 28 cm, Induktion geeignet": "Steinbach Bratpfanne",
    "Steinbach Messerset 5-teilig Edelstahl": "Steinbach Messerset Edelstahl",
    "Windelo Windeln Größe 4, 9-14 kg, 168 Stück": "Windelo Windeln Größe 4",
    "Windelo Feuchttücher sensitiv, 12er Pack (12 x 56 Stück)": "Windelo Feuchttücher sensitiv",
    "Grünland BIO-EIER, 10 Stück": "Grünland Bio-Eier",
    "Grünland Butter mild gesäuert 250 g": "Grünland Butter mild gesäuert",
    "Hochwertige Premium Küchenschere aus Edelstahl": "Küchenschere aus Edelstahl",
    "Katzenstreu klumpend, Klumpello, 10 Liter": "Katzenstreu klumpend",
    "Kaffeefilter Größe 4, 100 Stück": "Kaffeefilter Größe 4",
    "Rasierklingen (8 Stück) für Glattix": "Rasierklingen",
    "Batterien AA 1,5V Everglow, 20er-Pack": "Batterien AA Everglow",
    "Schwarzwälder Honig im Glas": "Schwarzwälder Honig im Glas",
    "Tee": "Tee",
    "NNS57": "NNS 57",
}


@pytest.mark.parametrize("title", NAMES)
def test_a_title_becomes_the_name_that_people_say(title: str) -> None:
    assert named(title, naming("de")).spoken == NAMES[title]
