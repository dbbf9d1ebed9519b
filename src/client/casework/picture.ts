import { MOST_BYTES } from '#domain/records/attachment.ts'
import type { Picture } from '#client/store/attachments.ts'

/** Pixels along the longer side: enough to read a letter by. */
export const LONGEST_SIDE = 1600
const QUALITIES = [0.82, 0.7, 0.55, 0.4]

/**
 * A picture's pixels alone, drawn anew and no larger than needed: what a camera writes beside them (where, when, whose) is not
 * carried over. Null where the file is no picture that this browser can open.
 */
export const redrawn = async (file: Blob): Promise<Picture | null> => {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (image === null) return null
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  for (const quality of QUALITIES) {
    const bytes = await bytesOfCanvas(canvas, 'image/jpeg', quality)
    if (bytes !== null && bytes.length <= MOST_BYTES) return { bytes, mediaType: 'image/jpeg' }
  }
  return null
}

/** What was drawn on a canvas, as it stands. */
export const drawnOn = async (canvas: HTMLCanvasElement): Promise<Picture | null> => {
  const bytes = await bytesOfCanvas(canvas, 'image/png')
  return bytes === null || bytes.length > MOST_BYTES ? null : { bytes, mediaType: 'image/png' }
}

const bytesOfCanvas = async (
  canvas: HTMLCanvasElement,
  type: Picture['mediaType'],
  quality?: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  // A browser that cannot write the type writes another, and says which.
  return blob === null || blob.type !== type ? null : new Uint8Array(await blob.arrayBuffer())
}
