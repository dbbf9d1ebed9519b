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

/** `handed`: the share sheet took it, or it was downloaded. `closed`: the sheet was closed without choosing. */
export type HandedOut = 'handed' | 'closed'

/**
 * Gives a file to the person: through the share sheet on a tablet, where a download from the home screen leads into a dead
 * end on iPads; as a download elsewhere. Must be called inside the tap.
 */
export const handOutFile = async (file: File): Promise<HandedOut> => {
  if (navigator.maxTouchPoints > 1 && navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] })
      return 'handed'
    } catch {
      // The file is still here to be asked for again.
      return 'closed'
    }
  }
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return 'handed'
}
