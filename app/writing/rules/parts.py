"""Parts of long German words, as they are heard in neighbourhoods and offices. Our own list; endings are added when read."""

from app.writing.rules.lexicon import words_of

HEADS = words_of(
    """
    abend abende abteilung abteilungen akte aktion aktionen amt ämter amtes anfrage anfragen angebot angebote
    angelegenheit angelegenheiten anlage anlagen anliegen anmeldung anmeldungen ansprechpartner ansprechpartnerin antrag
    anträge antwort antworten arbeit arbeiten arbeiter arbeiterin ausbau ausschuss auto autos baum bäume bank bänke
    veranstaltung veranstaltungen barriere beauftragte beauftragter bedarf bedarfe bedürfnis bedürfnisse befragung
    befragungen begehung begehungen beirat beiräte beitrag beiträge bereich bereiche bericht berichte beratung
    beratungen beschluss beschlüsse beteiligung betreuung bewohner bewohnerin bezirk bezirke bild bilder blatt blätter
    bogen bögen brief briefe brücke brücken budget buch bücher bus busse büro büros code codes datum dienst dienste ecke
    ecken einrichtung einrichtungen entscheidung entscheidungen ergebnis ergebnisse erklärung erklärungen essen fahrt
    fahrten familie familien fest feste figur figuren fläche flächen flucht fonds förderung forum foren frage fragen
    frau frauen freiheit führer führerin führung garten gärten gebäude gebiet gebiete gebühr gebühren geld gelder
    gemeinde gemeinden gericht gerichte geschichte geschichten geschoss gesellschaft gesetz gesetze gespräch gespräche
    gestaltung gremium gremien gruppe gruppen gut güter haus häuser heft hefte heim heime hilfe hilfen hof höfe idee
    ideen jahr jahre karte karten kasse kassen kind kinder klingel klingeln konferenz konferenzen kontakt kontakte
    konzept konzepte kraft kräfte kreis kreise küche küchen kurs kurse laden läden lage lagen land länder lärm laterne
    laternen leben leiter leiterin leitung leute licht linie linien liste listen löschung management manager managerin
    mann männer markt märkte maßnahme maßnahmen mangel mängel meister meisterin meldung meldungen menschen miete mieten
    mieter mieterin mittag mitglied mitglieder mittel mitteilung mitteilungen möglichkeit möglichkeiten müll nachricht
    nachrichten name namen netz netzwerk netzwerke not nummer nummern ordnung ordnungen ort orte partner partnerin pass
    pflege pflicht pflichten plan pläne planung planungen platz plätze portal post preis preise problem probleme profil
    profile programm programme projekt projekte prozess prozesse prüfung prüfungen punkt punkte quartier quartiere rat
    räte raum räume recht rechte rechnung regel regeln reinigung richtung richtungen runde runden ruhe sache sachen saal
    säle schild schilder schritt schritte schule schulen schutz seite seiten selbst sicherheit siedlung siedlungen sitz
    sitze sitzung sitzungen sorge sorgen spende spenden speicher spiel spiele sprache sprachen sprecher sprecherin
    sprechstunde sprechstunden stadt städte stand stände stelle stellen stellung steuer steuern stimme stimmen straße
    straßen strecke strecken stück stücke stufe stufen stunde stunden suche system systeme tag tage tafel tafeln team
    teams teil teile teilnahme teilnehmer teilnehmerin termin termine text texte thema themen tisch tische tor tore
    träger treff treffen treffs treppe treppen tür türen überblick übergang übergänge umfrage umfragen umgang unfall
    unfälle unterlagen unterkunft unterkünfte unterricht unterstützung untersuchung verband verbände verein vereine
    verfahren verkehr versammlung versammlungen versicherung versorgung verteiler vertrag verträge vertreter vertreterin
    vertretung verwaltung viertel vorhaben vorlage vorlagen vorschlag vorschläge vorstand wagen wand wände wald wahl
    wahlen wasser weg wege wert werte werkstatt werkstätten wesen wiese wiesen wohnung wohnungen woche wochen wort worte
    wörter wunsch wünsche zahl zahlen zeichen zeit zeiten zeitung zeitungen zentrum zentren zettel ziel ziele zimmer
    zone zonen zugang zug züge zusage zusammenhang zusammenarbeit zustand zuständigkeit zweck zwecke helfer helferin
    pfleger pflegerin rückmeldung auswertung einladung einladungen ankündigung bekanntmachung satzung verordnung
    genehmigung sanierung modernisierung umbau neubau beleuchtung haltestelle haltestellen parkplatz parkplätze
    spielplatz spielplätze radweg radwege gehweg gehwege bürgermeister bürgermeisterin koordination koordinator
    koordinatorin begrenzung ständer überweg überwege qualität tagesstätte tagesstätten stätte stätten beutel beruhigung
    stellplatz stellplätze ausweis ausweise bahn bahnen anlass anlässe übergabe aufgabe aufgaben vorstadt tätigkeit
    auskunft erlaubnis abschluss einkommen ankunft anschluss anschlüsse büchse container tonne tonnen automat automaten
    vorraum vorräume nachmittag nachmittage vormittag vormittage versuch versuche zufahrt zufahrten baustelle baustellen
    hochschule hochschulen passwort decke decken becken gemeinschaft leitfaden behörde behörden eingang eingänge
    eigentümer eigentümerin tausch streifen kiste kisten maschine maschinen fahrer fahrerin datei dateien spaziergang
    spaziergänge zählung betrieb betriebe platte platten training verbot verbote gerüst gerüste pfad pfade berater
    beraterin verfügung verfügungen halle hallen lampe lampen toilette toiletten pflaster schwester lehrer lehrerin
    zahlung ausgang ausgänge durchgang durchgänge dach dächer kasten kästen flasche flaschen spieler spielerin
    ausschüsse gewerbe gymnastik verzeichnis kraftwerk stützpunkt stützpunkte feierabend
    """
)
"""What may stand last. Words that end like this get a proposal even if their beginning is unknown."""

FIRSTS = words_of(
    """
    probe wasch schließ aktions abfall abend allgemein alt alten alter amts anlieger antrag antrags anwohner arbeits
    arbeitslosen arzt aufenthalts aufgaben ausbildungs ausländer außen auto bahn bahnhof bahnhofs bau bauern baum
    bedarfs bedürfnis begegnungs behinderten behörden beratungs berufs beschwerde bestands beteiligungs betreuungs
    betriebs bewegungs bewohner bezirks bezirksregionen ansprech mülltonnen innenstadt geschwindigkeits barriere koch
    einzel nutz wohngeld bildungs binnen blumen boden brand brief buch bund bundes bürger bürgerinnen bürgersteig dach
    daten datenschutz denkmal deutsch deutschland diskussions digital doppel dorf ehe ehren ehrenamts eigen eigentümer
    einfamilien einkaufs einwohner eltern energie entscheidungs entwicklungs erdgeschoss ergebnis erholungs erwachsenen
    erwerbs erziehungs essens fach fahr fahrrad fahrzeug familien feier feiertags feld fenster ferien feuer feuerwehr
    finanz finanzierungs flächen flächennutzungs flucht flüchtlings flur flyer förder forschungs fortbildungs forums
    frage frei freiwilligen freizeit freundes frieden friedens früh führungs fuß fußgänger garagen garten gast gäste
    gebäude gebiets gebühren gefahren geh geld gemein gemeinde gemeinschafts gemeinwesen generationen gesamt geschäfts
    gesellschafts gesprächs gesundheits gewalt gewerbe gleichstellungs grün grünflächen grund grundschul grundstücks
    gruppen halte handels handlungs handwerks haupt hauptversammlungs haus hausmeister haushalts haustür heim heimat
    heizungs hilfs hoch hof hunde ideen informations innen integrations interessen jahres jugend jugendamts kartoffel
    katastrophen kenn kern kinder kindergarten kindertages kirchen klein kleingarten klima klimaschutz kommunikations
    kontakt konzept koordinations koordinierungs kranken krankenhaus kreis kultur kunden kunst laden landes landschafts
    lärm leben lebens lebensmittel lehr leistungs leit lern licht linien mangel männer markt maßnahmen mehr mehrfamilien
    mehrgenerationen meinungs meister menschen miet mieter mindest mitarbeiter mitglieder mittags mitte mobilitäts
    modell monats motor müll nachbar nachbarn nachbarschaft nachbarschafts nachmittags nacht nah nahverkehrs namen natur
    naturschutz netz neu not notfall nutzungs ober öffentlichkeits öffnungs ordnungs orientierungs orts ortsteil park
    personal personen pflege pilot plan planungs platz politik polizei post presse privat problem programm projekt
    protokoll prozess quartier quartiers quer rad radverkehrs rahmen rand rat raum rechts regel regen regional
    reinigungs reise renten rest rettungs richt rück ruhe rund sach sachen samstags sanierungs satz schaden schatten
    schienen schlaf schlüssel schluss schnee schritt schüler schul schulden schutz schwer schwerbehinderten schwimm
    seiten selbst selbsthilfe senioren service sicherheits siedlungs sitz sommer sonder sonn sonnen sorgen sozial
    sozialraum spar spät spenden spiel spielplatz sport sprach sprech staats stadt stadtentwicklungs stadtplanungs
    stadtrats stadtteil stadtteils stand start status steuer steuerungs stimm straßen straßenbahn straßenverkehrs strom
    studenten stunden such tages tagesordnungs tal teil teilhabe teilnahme teilnehmer telefon termin themen tief tiefbau
    tier tisch tor träger treffpunkt treppen trink trinkwasser übergangs übersichts übungs umfrage umgebungs umwelt
    unfall universitäts unterhalts unterstützungs urlaubs vater veranstaltungs verbesserungs verbraucher vereins
    verfahrens verfügungs verhaltens verkehrs versammlungs versicherungs versorgungs vertrags vertrauens verwaltungs
    vielfalts vorbereitungs vorschlags vorstands wahl wald wand wärme wasser wege weiterbildungs welt werk werkstatt
    wetter winter wirtschafts wochen wochenend wohn wohnraum wohnumfeld wohnungs wohnungsbau zahl zebra zeit zeitungs
    ziel ziele zimmer zug zukunfts zusammen zuständigkeits
    """
)
"""What may stand before another part, with the letters that join them."""

WHOLE = words_of(
    """
    nachbarschaft nachbarschafts nachbarschaften veranstaltung veranstaltungs veranstaltungen veröffentlichung
    unterstützung unterstützungs versammlungen versammlungs verbesserung verbesserungs verbesserungen gesellschaft
    gesellschaften gesellschafts entscheidung entscheidungen entscheidungs gemeinschaft gemeinschafts entwicklungs
    informations informationen information organisation organisationen organisations einrichtungen generationen
    integrations orientierungs vorbereitung vorbereitungs untersuchung untersuchungen untersuchungs mitteilungen
    öffentlichkeit öffentlichkeits verhandlungen verantwortung verantwortungs unterschrift unterschriften genossenschaft
    genossenschaften behinderung behinderungen verzeichnisse einverständnis bewohnerinnen verantwortliche
    verantwortlichen
    """
)
"""Long words and parts that cannot be divided: pointing at them helps nobody."""
