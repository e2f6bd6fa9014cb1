"""Mails in German."""

WORDS = {
    "sign_in": "Dein Weg zu Duologue",
    "sign_in_text": (
        "Hallo {to},\n\ndieser Link bringt dich hinein. Er gilt einmal, in den nächsten 20 Minuten:\n\n{link}\n\n"
        "Du hast ihn nicht angefordert? Dann lass ihn liegen: Ohne diese Mail kommt niemand hinein.\n"
    ),
    "enrolled": "Du bist zu Duologue eingeladen",
    "enrolled_text": (
        "Hallo {to},\n\n{programme} hat für dich einen Platz bei Duologue: private Gespräche zu zweit, und was"
        " dazwischen wächst.\n\nDieser Link bringt dich hinein. Er gilt einmal, in den nächsten {days} Tagen:\n\n{link}\n"
    ),
    "invited": "{name} möchte dich auf Duologue treffen",
    "invited_text": (
        "Hallo {to},\n\n{name} lädt dich ein, euch regelmäßig auf Duologue zu treffen: ein privates Videogespräch"
        " für zwei, die weit auseinander leben. Dieser Link gehört dir allein. Er meldet dich an und fragt, ob du"
        " möchtest:\n\n{link}\n\n"
        "Wenn du lieber nicht möchtest, sag es dort, oder lass es: Nach {days} Tagen führt der Link nirgends hin.\n"
    ),
    "paired": "Du und {name} seid zusammengebracht",
    "paired_text": (
        "Hallo {to},\n\ndein Programm hat dich auf Duologue mit {name} zusammengebracht. Erst kann jeder von euch"
        " ein paar Stationen seines Weges erzählen, dann vereinbart ihr, wie ihr euch treffen wollt:\n\n{link}\n\n"
        "Jeder von euch kann es jederzeit beenden, ohne einen Grund zu nennen.\n"
    ),
    "accepted": "{name} hat ja gesagt",
    "accepted_text": "Hallo {to},\n\n{name} möchte dich auch treffen. Hier findet ihr euch:\n\n{link}\n",
    "agreement_proposed": "{name} hat eine Vereinbarung vorgeschlagen",
    "agreement_proposed_text": (
        "Hallo {to},\n\n{name} hat eine Fassung eurer Vereinbarung vorgeschlagen und unterschrieben. Sie gilt, sobald"
        " du auch unterschrieben hast; bis dahin bleibt alles, wie es ist:\n\n{link}\n"
    ),
    "signed": "Eure Vereinbarung ist von beiden unterschrieben",
    "signed_text": "Hallo {to},\n\n{name} hat unterschrieben. Eure Vereinbarung gilt von jetzt an:\n\n{link}\n",
    "ended": "{name} hat eure Treffen beendet",
    "ended_text": (
        "Hallo {to},\n\n{name} hat eure Treffen auf Duologue beendet. Nach einem Grund wird nicht gefragt, und es"
        " braucht keinen. Was ihr geteilt habt, lässt sich noch {days} Tage lang lesen und sichern; deine eigenen"
        " Notizen bleiben deine:\n\n{link}\n"
    ),
    "proposes": "{other} schlägt vor",
    "proposes_text": "{other} schlägt vor: {at}{every}.",
    "answer_here": "Hier sagst du ja oder nein: {link}",
    "meet": "Du und {other}, ihr trefft euch",
    "meet_text": "Du und {other}, ihr trefft euch: {at}{every}.",
    "opens_here": "Hier öffnet es sich: {link}",
    "moved": "Verlegt",
    "moved_text": "Das Treffen mit {other} ({was}) ist jetzt: {at}.",
    "called_off": "Abgesagt",
    "called_off_text": "Das Treffen mit {other} ist abgesagt: {at}{every}.",
    "another_time": "Eine andere Zeit: {link}",
    "not_needed": "Nicht mehr nötig",
    "none_suits": "Keine dieser Zeiten passt",
    "none_suits_text": "Keine der Zeiten, die du vorgeschlagen hast, passt {other}.",
    "propose_others": "Andere vorschlagen: {link}",
    "wrote": "{other} hat dir geschrieben",
    "wrote_text": "{other} hat dir auf Duologue geschrieben.",
    "read_here": "Hier liest du es: {link}",
    "once": "",
    "week": ", jede Woche",
    "two_weeks": ", alle zwei Wochen",
    "month": ", jeden Monat",
    "moment": "{weekday}, {date}, {time}",
    "both_clocks": "{when} für dich, {time} für {other}",
    "both_days": "{when} für dich, {time} am {day} für {other}",
}
