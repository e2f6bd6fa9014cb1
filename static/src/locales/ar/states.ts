import type { Words } from "../catalogue.ts";

export const states = {
  opening: "جارٍ فتح اللقاء",
  title: "مع {name}",
  microphone: "الميكروفون مغلق",
  microphone_detail:
    "يبقيه متصفحك مغلقاً لهذه الصفحة. يُفتح بالعلامة المجاورة للعنوان. يمكنك أيضاً الدخول والاستماع فقط.",
  try_again: "محاولة أخرى",
  join_listen: "الدخول والاستماع",
} satisfies Words<"states">;
