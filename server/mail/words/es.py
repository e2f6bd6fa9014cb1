"""Mails in Spanish."""

WORDS = {
    "sign_in": "Tu entrada a Duologue",
    "sign_in_text": (
        "Hola, {to}:\n\neste enlace te lleva dentro. Sirve una vez, en los próximos 20 minutos:\n\n{link}\n\n"
        "¿No lo pediste? Entonces déjalo: sin este correo no entra nadie.\n"
    ),
    "enrolled": "Tienes una invitación a Duologue",
    "enrolled_text": (
        "Hola, {to}:\n\n{programme} tiene un lugar para ti en Duologue: llamadas privadas para dos, y lo que crece"
        " entre ellas.\n\nEste enlace te lleva dentro. Sirve una vez, en los próximos {days} días:\n\n{link}\n"
    ),
    "invited": "{name} quiere reunirse contigo en Duologue",
    "invited_text": (
        "Hola, {to}:\n\n{name} te invita a reuniros con regularidad en Duologue, una videollamada privada para dos"
        " personas que viven lejos. Este enlace es solo tuyo. Inicia tu sesión y te pregunta si quieres:\n\n{link}\n\n"
        "Si prefieres que no, dilo allí o déjalo: después de {days} días el enlace no lleva a ningún sitio.\n"
    ),
    "paired": "Os hemos reunido: {name} y tú",
    "paired_text": (
        "Hola, {to}:\n\ntu programa te ha unido con {name} en Duologue. Primero cada uno puede contar algunas"
        " estaciones de su camino, y luego acordáis cómo queréis reuniros:\n\n{link}\n\n"
        "Cualquiera de los dos puede terminarlo en cualquier momento, sin dar un motivo.\n"
    ),
    "accepted": "{name} ha dicho que sí",
    "accepted_text": "Hola, {to}:\n\n{name} también quiere reunirse contigo. Aquí os encontráis:\n\n{link}\n",
    "agreement_proposed": "{name} ha propuesto un acuerdo",
    "agreement_proposed_text": (
        "Hola, {to}:\n\n{name} ha propuesto una versión de vuestro acuerdo y la ha firmado. Vale cuando tú también"
        " hayas firmado; hasta entonces todo sigue como está:\n\n{link}\n"
    ),
    "signed": "Vuestro acuerdo está firmado por los dos",
    "signed_text": "Hola, {to}:\n\n{name} ha firmado. Vuestro acuerdo vale desde ahora:\n\n{link}\n",
    "ended": "{name} ha terminado vuestras reuniones",
    "ended_text": (
        "Hola, {to}:\n\n{name} ha terminado vuestras reuniones en Duologue. No se pide ningún motivo, y no hace"
        " falta. Lo que compartisteis se puede leer y guardar todavía {days} días; tus propias notas siguen siendo"
        " tuyas:\n\n{link}\n"
    ),
    "proposes": "{other} propone",
    "proposes_text": "{other} propone: {at}{every}.",
    "answer_here": "Di aquí sí o no: {link}",
    "meet": "Tú y {other} os reunís",
    "meet_text": "Tú y {other} os reunís: {at}{every}.",
    "opens_here": "Se abre aquí: {link}",
    "moved": "Cambio de hora",
    "moved_text": "La reunión con {other} ({was}) es ahora: {at}.",
    "called_off": "Anulada",
    "called_off_text": "La reunión con {other} queda anulada: {at}{every}.",
    "another_time": "Otro momento: {link}",
    "not_needed": "Ya no hace falta",
    "none_suits": "Ninguna de estas horas va bien",
    "none_suits_text": "Ninguna de las horas que propusiste le va bien a {other}.",
    "propose_others": "Proponer otras: {link}",
    "wrote": "{other} te ha escrito",
    "wrote_text": "{other} te ha escrito en Duologue.",
    "read_here": "Léelo aquí: {link}",
    "once": "",
    "week": ", cada semana",
    "two_weeks": ", cada dos semanas",
    "month": ", cada mes",
    "moment": "{weekday}, {date}, {time}",
    "both_clocks": "{when} para ti, {time} para {other}",
    "both_days": "{when} para ti, {time} del {day} para {other}",
}
