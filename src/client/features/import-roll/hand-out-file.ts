/**
 * Gives a file to the person: through the share sheet on a tablet, where a download from the home screen leads into a dead
 * end on iPads; as a download elsewhere. Must be called inside the tap. Resolves when it is handed out or given up.
 */
export const handOutFile = async (name: string, text: string): Promise<void> => {
  const file = new File([text], name, { type: 'text/csv' })
  if (navigator.maxTouchPoints > 1 && navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] })
    } catch {
      // Closed without choosing: the file is still here to be asked for again.
    }
    return
  }
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
