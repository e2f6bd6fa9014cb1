"""Mails in French."""

WORDS = {
    "sign_in": "Votre entrée dans Duologue",
    "sign_in_text": (
        "Bonjour {to},\n\nce lien vous fait entrer. Il sert une fois, dans les 20 minutes qui viennent :\n\n{link}\n\n"
        "Vous ne l’avez pas demandé ? Alors laissez-le : sans ce message, personne n’entre.\n"
    ),
    "enrolled": "Une invitation à Duologue",
    "enrolled_text": (
        "Bonjour {to},\n\n{programme} a une place pour vous sur Duologue : des appels privés à deux, et ce qui grandit"
        " entre eux.\n\nCe lien vous fait entrer. Il sert une fois, dans les {days} jours qui viennent :\n\n{link}\n"
    ),
    "invited": "{name} aimerait vous rencontrer sur Duologue",
    "invited_text": (
        "Bonjour {to},\n\n{name} vous invite à vous retrouver régulièrement sur Duologue, un appel vidéo privé pour"
        " deux personnes éloignées. Ce lien n’est que pour vous. Il ouvre votre session et demande si vous le souhaitez :"
        "\n\n{link}\n\n"
        "Si vous préférez que non, dites-le là, ou laissez-le : après {days} jours, le lien ne mène plus nulle part.\n"
    ),
    "paired": "Vous et {name} êtes réunis",
    "paired_text": (
        "Bonjour {to},\n\nvotre programme vous a réuni avec {name} sur Duologue. Chacun peut d’abord raconter quelques"
        " étapes de son chemin, puis vous convenez de la façon de vous retrouver :\n\n{link}\n\n"
        "Chacun peut y mettre fin à tout moment, sans donner de raison.\n"
    ),
    "accepted": "{name} a dit oui",
    "accepted_text": "Bonjour {to},\n\n{name} aimerait aussi vous rencontrer. Vous vous retrouvez ici :\n\n{link}\n",
    "agreement_proposed": "{name} a proposé un accord",
    "agreement_proposed_text": (
        "Bonjour {to},\n\n{name} a proposé une version de votre accord et l’a signée. Elle vaut dès que vous l’avez"
        " signée aussi ; d’ici là, tout reste comme avant :\n\n{link}\n"
    ),
    "signed": "Votre accord est signé par les deux",
    "signed_text": "Bonjour {to},\n\n{name} a signé. Votre accord vaut dès maintenant :\n\n{link}\n",
    "ended": "{name} a mis fin à vos rencontres",
    "ended_text": (
        "Bonjour {to},\n\n{name} a mis fin à vos rencontres sur Duologue. Aucune raison n’est demandée, et il n’en faut"
        " pas. Ce que vous avez partagé peut encore être lu et gardé {days} jours ; vos propres notes restent à vous :"
        "\n\n{link}\n"
    ),
    "proposes": "{other} propose",
    "proposes_text": "{other} propose : {at}{every}.",
    "answer_here": "Dites oui ou non ici : {link}",
    "meet": "Vous retrouvez {other}",
    "meet_text": "Vous retrouvez {other} : {at}{every}.",
    "opens_here": "Cela s’ouvre ici : {link}",
    "moved": "Déplacée",
    "moved_text": "La rencontre avec {other} ({was}) est maintenant : {at}.",
    "called_off": "Annulée",
    "called_off_text": "La rencontre avec {other} est annulée : {at}{every}.",
    "another_time": "Un autre moment : {link}",
    "not_needed": "Plus nécessaire",
    "none_suits": "Aucun de ces moments ne convient",
    "none_suits_text": "Aucun des moments que vous avez proposés ne convient à {other}.",
    "propose_others": "En proposer d’autres : {link}",
    "wrote": "{other} vous a écrit",
    "wrote_text": "{other} vous a écrit sur Duologue.",
    "read_here": "À lire ici : {link}",
    "once": "",
    "week": ", chaque semaine",
    "two_weeks": ", toutes les deux semaines",
    "month": ", chaque mois",
    "moment": "{weekday} {date}, {time}",
    "both_clocks": "{when} pour vous, {time} pour {other}",
    "both_days": "{when} pour vous, {time} le {day} pour {other}",
}
