/** Inviting somebody: a name, an address, and what one would be to them. */
import { html, nothing, type TemplateResult } from "lit";
import alert from "icon:circle-alert";
import type { Invitation, Role } from "../../api/protocol.gen.ts";
import { icon } from "../../components/icon.ts";
import { pair as words } from "../../locales/words.ts";

const ROLES: readonly Role[] = ["mentor", "mentee", "peer"];

export interface InviteOptions {
  busy: boolean;
  fault: string | null;
  send: (wish: Invitation) => void;
}

export function inviteForm({ busy, fault, send }: InviteOptions): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const of = (name: string): string => String(said.get(name) ?? "").trim();
    send({ email: of("email"), name: of("name"), role: of("role") as Role });
  };
  return html`<form class="form" novalidate @submit=${submit}>
    <div class="field">
      <label for="invite-name">${words.invite_name}</label>
      <input id="invite-name" name="name" autocomplete="off" maxlength="80" aria-describedby="invite-fault" />
    </div>
    <div class="field">
      <label for="invite-email">${words.invite_email}</label>
      <input id="invite-email" name="email" type="email" autocomplete="off" aria-describedby="invite-fault" />
    </div>
    <fieldset class="choice">
      <legend>${words.invite_role}</legend>
      <div class="segmented">
        ${ROLES.map(
          (role, index) =>
            html`<label><input type="radio" name="role" value=${role} ?checked=${index === 0} />${words[role]}</label>`,
        )}
      </div>
    </fieldset>
    <p class="fault" id="invite-fault" role="status">
      ${fault === null ? nothing : html`${icon(alert)}<span>${said(fault)}</span>`}
    </p>
    <button class="button main" data-test="send-invitation" aria-busy=${busy}>${words.invite_send}</button>
  </form>`;
}

function said(fault: string): string {
  const known: Readonly<Record<string, string>> = words.invite_faults;
  return known[fault] ?? words.failed;
}
