// The pages of signing in: passkeys, showing what one types, a first judgement of a new password.
// Everything but passkeys works without it; the server judges passwords for good.

const fromBase64 = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
};
const toBase64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function decoded(options) {
  const found = { ...options.publicKey, challenge: fromBase64(options.publicKey.challenge) };
  if (found.user) found.user = { ...found.user, id: fromBase64(found.user.id) };
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (found[name]) found[name] = found[name].map((item) => ({ ...item, id: fromBase64(item.id) }));
  }
  return found;
}

function encoded(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toBase64(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toBase64(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function optionsOf(form) {
  if (form.dataset.passkeyUrl) {
    const answer = await fetch(form.dataset.passkeyUrl, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    return (await answer.json()).request_options;
  }
  const data = JSON.parse(document.getElementById("passkey-data").textContent);
  return data.creation_options || data.request_options;
}

function setUpPasskey(form) {
  const status = form.querySelector("[data-passkey-status]");
  const create = form.dataset.passkey === "create";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "";
    try {
      const options = decoded(await optionsOf(form));
      if (create) {
        // A passkey of ours opens the account alone, so the device must keep it and ask who is there.
        options.authenticatorSelection = {
          ...options.authenticatorSelection,
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        };
      }
      const credential = create
        ? await navigator.credentials.create({ publicKey: options })
        : await navigator.credentials.get({ publicKey: options });
      form.elements.credential.value = JSON.stringify(encoded(credential));
      form.submit();
    } catch {
      status.textContent = form.dataset.failed;
    }
  });
  form.hidden = false;
}

if (window.PublicKeyCredential && window.isSecureContext) {
  for (const form of document.querySelectorAll("[data-passkey]")) setUpPasskey(form);
  for (const part of document.querySelectorAll("[data-passkey-missing]")) part.hidden = true;
}

// A rough guess: length, kinds of signs, repetition. It only encourages; it decides nothing.
function guessed(password) {
  if (password.length < 12) return 0;
  const different = new Set(password).size;
  const words = password.split(/[\s\-_.,]+/).filter((word) => word.length > 2).length;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  if (different < 6) return 1;
  return Math.min(4, 1 + (different > 8) + (password.length > 15 || kinds > 2) + (words > 2 || password.length > 19));
}

for (const part of document.querySelectorAll("[data-strength-of]")) {
  const input = document.getElementById(part.dataset.strengthOf);
  const words = part.dataset.words.split("|");
  input.addEventListener("input", () => {
    const value = guessed(input.value);
    part.hidden = !input.value;
    part.querySelector("meter").value = value;
    const said = part.querySelector("[role=status]");
    if (said.textContent !== words[value]) said.textContent = words[value];
  });
}
