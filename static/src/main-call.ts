import "./views/meeting.ts";
