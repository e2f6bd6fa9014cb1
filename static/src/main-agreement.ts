import "./views/agreement.ts";
