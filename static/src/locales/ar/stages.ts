import type { Words } from "../catalogue.ts";

export const stages = {
  waiting: "في انتظار {name}",
  waiting_detail: "نغمة خافتة واحدة عند وصول {name}.",
  waiting_there: "الساعة الآن {time} في {city}. نغمة خافتة واحدة عند وصول {name}.",
  write_to: "رسالة إلى {name}",
  waiting_nobody: "في انتظار الطرف الآخر",
  waiting_nobody_detail: "يلزمه الرابط. نغمة خافتة واحدة عند وصوله.",
  dropped: "انقطع خط {name} قبل {seconds} ث",
  dropped_detail: "كل شيء سليم من جهتك. المكان محفوظ ونواصل المحاولة. لا يضيع شيء مما ضبطته.",
  mending: "انقطع الخط بينكما",
  mending_detail: "المكانان محفوظان ونواصل المحاولة. لا يضيع شيء مما ضبطته.",
  gone: "{name} خارج المكالمة",
  gone_detail: "ملخصك ينتظر مغادرتك أيضاً. العودة ما زالت ممكنة لدى {name} بالرابط نفسه.",
} satisfies Words<"stages">;
