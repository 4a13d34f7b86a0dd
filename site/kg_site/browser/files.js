// Files to save and to read, and the clipboard.

const REVOKE_AFTER = 10_000; // milliseconds until the address of a saved file is given up

/**
 * Save a text as a file.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveText(name, type, text) {
  saveBlob(name, new Blob([text], { type }));
}

/**
 * Save data as a file.
 *
 * @param {string} name
 * @param {Blob} blob
 */
export function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER);
}

/**
 * Copy a text to the clipboard; return false if the browser does not allow it.
 *
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
