import { useCallback } from 'react'
import { bytesOf } from '#client/store/attachments.ts'
import type { AttachmentRow } from '#client/store/tables.ts'
import styles from './pictures-field.module.css'

/** A picture from this tablet's own store, opened only while it is on the glass. */
export const KeptImage = ({ row: { bytes, mediaType }, alt }: { row: AttachmentRow; alt: string }) => {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(new Blob([bytesOf({ bytes })], { type: mediaType }))
      image.src = address
      return () => URL.revokeObjectURL(address)
    },
    [bytes, mediaType],
  )
  return <img ref={show} alt={alt} className={styles.image} />
}
