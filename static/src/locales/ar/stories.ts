import type { Words } from "../catalogue.ts";

export const stories = {
  title: "قصتاكما",
  mine: "الحكاية لك، والاستماع لدى {name}.",
  theirs: "الحكاية لدى {name}، والاستماع لك.",
  questions_0: "أين نشأت، وأي رائحة كانت هناك؟",
  questions_1: "متى انعطف طريقك على غير ما خططت؟",
  questions_2: "من فتح لك باباً، وكيف؟",
  questions_3: "ماذا تريد أن تحكي بعد عام؟",
  step: "{step} من {steps}",
  pass: "انتهت. الدور لدى {name}",
  next: "انتهت. السؤال التالي",
  theirs_next: "متابعة",
  finish: "انتهت. كانت الأخيرة",
  end: "إنهاء القصص",
} satisfies Words<"stories">;
