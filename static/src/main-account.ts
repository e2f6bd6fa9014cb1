import "./views/account.ts";
