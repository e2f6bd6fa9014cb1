import type { Words } from "../catalogue.ts";

export const pages = {
  home: "مكالمة فيديو خاصة بين مرشد ومتعلم. يصغي Duologue إلى الوقفات والأصوات الصغيرة، لا إلى الكلمات أبداً.",
  summary: "ملخصك – Duologue",
  no_script: "تحتاج هذه الصفحة إلى JavaScript لترسم نفسها. لا تطلب شيئاً من مكان آخر.",
  language: "اللغة",
  offline: "لا اتصال الآن – Duologue",
  sign_in: "تسجيل الدخول – Duologue",
  account: "حسابك – Duologue",
  programme: "البرنامج – Duologue",
} satisfies Words<"pages">;
