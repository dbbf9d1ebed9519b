/** Puts text on the clipboard because the person pressed *Copy*; false when the browser does not allow it. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** True where the platform has a share sheet for text. */
export const canShareText = (): boolean => typeof navigator.share === 'function'

/** Opens the platform's share sheet. Closing it without choosing is not a fault. */
export const shareText = async (text: string): Promise<void> => {
  await navigator.share({ text }).catch(() => {})
}
