import type { Words } from "../catalogue.ts";

export const sign_in = {
  title: "Komm herein.",
  lead: "Hier gibt es kein Passwort. Ein Link in einer Mail öffnet die Tür einmal, oder der Passkey deines Geräts.",
  email: "Deine E-Mail-Adresse",
  send: "Schick mir einen Link",
  bad_email: "Das sieht nicht nach einer E-Mail-Adresse aus.",
  no_mail: "Dieses Duologue hat keinen Mailserver. Frag, wer es betreibt, nach deinem Link; dort wird er angezeigt.",
  sent_title: "Sieh in dein Postfach.",
  sent: "Wenn {email} in diesem Programm ist, ist ein Link unterwegs. Er wirkt einmal, in den nächsten 20 Minuten.",
  again: "Eine andere Adresse nehmen",
  passkey: "Einen Passkey nehmen",
  organisation: "Mit {name} anmelden",
  or: "oder",
  link_title: "Hier ist deine Tür.",
  link: "Einmal drücken, und du bist drin. Der Link in der Mail ist damit verbraucht.",
  enter: "Hinein",
  link_over: "Dieser Link wurde schon benutzt oder ist zu alt. Bitte um einen neuen.",
  too_fast: "Das war oft. Warte ein wenig und versuch es noch einmal.",
  passkey_failed: "Dieser Passkey ging hier nicht. Ein Link per Mail geht.",
  passkey_none: "Es wurde kein Passkey benutzt. Ein Link per Mail geht auch.",
  organisation_failed: "Deine Organisation ließ dich nicht durch oder antwortete nicht. Ein Link per Mail geht auch.",
  unknown_person:
    "Deine Organisation kennt dich, aber noch hat dich niemand in dieses Programm aufgenommen. Frag, wer es leitet.",
  failed: "Das ging nicht. Vielleicht ist die Leitung weg; versuch es gleich noch einmal.",
  without: "Du hast einen Link zu einem Treffen? Er öffnet sich ohne Konto.",
} satisfies Words<"sign_in">;
