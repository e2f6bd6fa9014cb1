/** Passkeys: what the browser makes and signs, in the JSON form of WebAuthn. */
import { ask, type Answer } from "./ask.ts";

/** Whether passkeys can be used on this page: by name and safely, never by a bare address. */
export function offersPasskeys(): boolean {
  return "PublicKeyCredential" in globalThis && isSecureContext && !/^[\d.]+$|:/.test(location.hostname);
}

interface Described {
  id: string;
  type: "public-key";
}

/** The server's options: bytes are base64url texts in them. */
type Written<T> = Omit<T, "challenge" | "user" | "excludeCredentials" | "allowCredentials"> & {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Described[];
  allowCredentials?: Described[];
};

/** Make a passkey on this device and let the server keep its public half; `none`: the person did not. */
export async function makePasskey(): Promise<Answer<undefined>> {
  const begun = await ask<Written<PublicKeyCredentialCreationOptions>>("POST", "/api/me/passkeys/options", {});
  if (!begun.ok) return begun;
  const { challenge, user, excludeCredentials, ...rest } = begun.value;
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        ...rest,
        challenge: bytes(challenge),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: (excludeCredentials ?? []).map(described),
      },
    });
    const key = made as PublicKeyCredential;
    const response = key.response as AuthenticatorAttestationResponse;
    return ask("POST", "/api/me/passkeys", {
      credential: {
        ...written(key),
        response: {
          clientDataJSON: text(response.clientDataJSON),
          attestationObject: text(response.attestationObject),
        },
      },
    });
  } catch {
    return { ok: false, code: "none" };
  }
}

/** Sign in with a passkey; `none`: the person did not. */
export async function usePasskey(): Promise<Answer<{ then: string }>> {
  const begun = await ask<Written<PublicKeyCredentialRequestOptions>>("POST", "/api/sign-in/passkey/options", {});
  if (!begun.ok) return begun;
  const { challenge, allowCredentials, ...rest } = begun.value;
  try {
    const used = await navigator.credentials.get({
      publicKey: {
        ...rest,
        challenge: bytes(challenge),
        allowCredentials: (allowCredentials ?? []).map(described),
      },
    });
    const key = used as PublicKeyCredential;
    const response = key.response as AuthenticatorAssertionResponse;
    return ask("POST", "/api/sign-in/passkey", {
      credential: {
        ...written(key),
        response: {
          clientDataJSON: text(response.clientDataJSON),
          authenticatorData: text(response.authenticatorData),
          signature: text(response.signature),
          userHandle: response.userHandle ? text(response.userHandle) : null,
        },
      },
    });
  } catch {
    return { ok: false, code: "none" };
  }
}

const written = (key: PublicKeyCredential) => ({ id: key.id, rawId: text(key.rawId), type: key.type });
const described = ({ id, type }: Described) => ({ id: bytes(id), type });

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
