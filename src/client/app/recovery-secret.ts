/** The office's recovery secret, 32 bytes in base64; null when it is anything else. */
export const recoverySecretOf = (base64: string): Uint8Array<ArrayBuffer> | null => {
  try {
    const text = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
    return bytes.length === 32 ? bytes : null
  } catch {
    return null
  }
}
