/** What follows a summary's facts: loaded after them. */
import "./closing.ts";
import "./past.ts";
