/** What one tries before a call, beside the question whether to join: devices, being heard, the line. */
import "./checks.ts";
import "./devices.ts";
import "./hears.ts";
