"""Mails in Arabic."""

WORDS = {
    "sign_in": "طريقك إلى Duologue",
    "sign_in_text": (
        "مرحبًا {to}،\n\nهذا الرابط يدخلك. يعمل مرة واحدة خلال العشرين دقيقة القادمة:\n\n{link}\n\n"
        "لم تطلبه؟ اتركه إذن: لا أحد يدخل من دون هذه الرسالة.\n"
    ),
    "enrolled": "دعوة إلى Duologue",
    "enrolled_text": (
        "مرحبًا {to}،\n\nلدى {programme} مكان لك في Duologue: مكالمات خاصة لشخصين، وما ينمو بينها."
        "\n\nهذا الرابط يدخلك. يعمل مرة واحدة خلال الأيام القادمة، وعددها {days}:\n\n{link}\n"
    ),
    "invited": "يود {name} اللقاء بك على Duologue",
    "invited_text": (
        "مرحبًا {to}،\n\nيدعوك {name} إلى لقاءات منتظمة على Duologue، مكالمة فيديو خاصة لشخصين متباعدين."
        " هذا الرابط لك وحدك. يسجل دخولك ويسألك إن كنت ترغب في ذلك:\n\n{link}\n\n"
        "إن كنت لا تفضل ذلك فقل هناك، أو اتركه: بعد أيام عددها {days} لا يقود الرابط إلى شيء.\n"
    ),
    "paired": "جُمع بينك وبين {name}",
    "paired_text": (
        "مرحبًا {to}،\n\nجمع برنامجك بينك وبين {name} على Duologue. يمكن لكل منكما أن يحكي أولًا بعض محطات طريقه،"
        " ثم تتفقان على طريقة لقائكما:\n\n{link}\n\nيمكن لأي منكما إنهاء ذلك في أي وقت، من دون ذكر سبب.\n"
    ),
    "accepted": "قال {name} نعم",
    "accepted_text": "مرحبًا {to}،\n\nيود {name} اللقاء بك أيضًا. هنا تلتقيان:\n\n{link}\n",
    "agreement_proposed": "اقترح {name} اتفاقًا",
    "agreement_proposed_text": (
        "مرحبًا {to}،\n\nاقترح {name} صيغة لاتفاقكما ووقّعها. تسري حين توقّع أنت أيضًا؛ وحتى ذلك الحين يبقى كل شيء"
        " كما هو:\n\n{link}\n"
    ),
    "signed": "وقّع كلاكما اتفاقكما",
    "signed_text": "مرحبًا {to}،\n\nوقّع {name}. يسري اتفاقكما من الآن:\n\n{link}\n",
    "ended": "أنهى {name} لقاءاتكما",
    "ended_text": (
        "مرحبًا {to}،\n\nأنهى {name} لقاءاتكما على Duologue. لا يُسأل عن سبب، ولا حاجة إليه. ما تشاركتماه تمكن قراءته"
        " وحفظه أيامًا أخرى عددها {days}؛ وملاحظاتك تبقى لك:\n\n{link}\n"
    ),
    "proposes": "يقترح {other}",
    "proposes_text": "يقترح {other}: {at}{every}.",
    "answer_here": "قل نعم أو لا هنا: {link}",
    "meet": "تلتقي مع {other}",
    "meet_text": "تلتقي مع {other}: {at}{every}.",
    "opens_here": "يُفتح هنا: {link}",
    "moved": "تغيّر الموعد",
    "moved_text": "اللقاء مع {other} ({was}) صار: {at}.",
    "called_off": "أُلغي",
    "called_off_text": "أُلغي اللقاء مع {other}: {at}{every}.",
    "another_time": "وقت آخر: {link}",
    "not_needed": "لم يعد لازمًا",
    "none_suits": "لا يناسب أي من هذه الأوقات",
    "none_suits_text": "لا يناسب {other} أي من الأوقات التي اقترحتها.",
    "propose_others": "اقتراح غيرها: {link}",
    "wrote": "كتب لك {other}",
    "wrote_text": "كتب لك {other} على Duologue.",
    "read_here": "القراءة هنا: {link}",
    "once": "",
    "week": "، كل أسبوع",
    "two_weeks": "، كل أسبوعين",
    "month": "، كل شهر",
    "moment": "{weekday}، {date}، {time}",
    "both_clocks": "{when} لك، {time} لدى {other}",
    "both_days": "{when} لك، {time} {day} لدى {other}",
}
