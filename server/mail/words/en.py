"""Mails in English."""

WORDS = {
    "sign_in": "Your way into Duologue",
    "sign_in_text": (
        "Hello {to},\n\nthis link takes you in. It works once, within the next 20 minutes:\n\n{link}\n\n"
        "You did not ask for it? Then leave it: without this mail nobody gets in.\n"
    ),
    "enrolled": "You are invited to Duologue",
    "enrolled_text": (
        "Hello {to},\n\n{programme} has a place for you on Duologue: private calls for two, and what grows between"
        " them.\n\nThis link takes you in. It works once, within the next {days} days:\n\n{link}\n"
    ),
    "invited": "{name} would like to meet you on Duologue",
    "invited_text": (
        "Hello {to},\n\n{name} invites you to meet regularly on Duologue, a private video call for two people far"
        " apart. This link is yours alone. It signs you in and asks whether you would like to:\n\n{link}\n\n"
        "If you would rather not, say so there, or leave it: after {days} days the link leads nowhere.\n"
    ),
    "paired": "You and {name} have been brought together",
    "paired_text": (
        "Hello {to},\n\nYour programme has paired you with {name} on Duologue. Each of you can tell a few stations"
        " of your way first, and then you agree on how you want to meet:\n\n{link}\n\n"
        "Either of you can end it at any time, without giving a reason.\n"
    ),
    "accepted": "{name} said yes",
    "accepted_text": "Hello {to},\n\n{name} would like to meet you too. Here you find each other:\n\n{link}\n",
    "agreement_proposed": "{name} proposed an agreement",
    "agreement_proposed_text": (
        "Hello {to},\n\n{name} has proposed a version of your agreement and signed it. It counts once you have"
        " signed as well; until then everything stays as it is:\n\n{link}\n"
    ),
    "signed": "Your agreement is signed by both",
    "signed_text": "Hello {to},\n\n{name} has signed. Your agreement counts from now on:\n\n{link}\n",
    "ended": "{name} has ended your meetings",
    "ended_text": (
        "Hello {to},\n\n{name} has ended your meetings on Duologue. No reason is asked for, and none is needed."
        " What you shared can still be read and saved for {days} days; your own notes stay yours:\n\n{link}\n"
    ),
    "proposes": "{other} proposes",
    "proposes_text": "{other} proposes {at}{every}.",
    "answer_here": "Say yes or no here: {link}",
    "meet": "You and {other} meet",
    "meet_text": "You and {other} meet {at}{every}.",
    "opens_here": "It opens here: {link}",
    "moved": "Moved",
    "moved_text": "The meeting with {other} of {was} is now {at}.",
    "called_off": "Called off",
    "called_off_text": "The meeting with {other}, {at}{every}, is called off.",
    "another_time": "Another time: {link}",
    "not_needed": "No longer needed",
    "none_suits": "None of these times suits",
    "none_suits_text": "None of the times you proposed suits {other}.",
    "propose_others": "Propose others: {link}",
    "wrote": "{other} wrote to you",
    "wrote_text": "{other} wrote to you on Duologue.",
    "read_here": "Read it here: {link}",
    "once": "",
    "week": ", every week",
    "two_weeks": ", every two weeks",
    "month": ", every month",
    "moment": "{weekday} {date}, {time}",
    "both_clocks": "{when} for you, {time} for {other}",
    "both_days": "{when} for you, {time} on {day} for {other}",
}
