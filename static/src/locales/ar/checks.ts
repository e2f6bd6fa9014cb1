import type { Words } from "../catalogue.ts";

export const checks = {
  measuring: "نظرة إلى خطك",
  line: {
    good: "خطك يكفي للفيديو.",
    slow: "خطك بطيء اليوم. الصوت فقط أكثر ثباتاً.",
    very_slow: "خطك بطيء جداً. صوت فقط، ووقفة أطول بينكما.",
  },
  hardly: "لا يكاد يضيف تأخيراً.",
  adds: "يضيف نحو {delay} في كل اتجاه.",
  play: "تشغيل صوت",
  played: "شُغّلت نغمتان. إن لم تُسمع أي منهما فيمكن اختيار مكبّر آخر.",
  came: "{device} هنا الآن.",
  gone: "{device} لم يعد هنا.",
  use: "استعماله",
} satisfies Words<"checks">;
