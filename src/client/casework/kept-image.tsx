import { useEffect, useState } from 'react'
import { bytesOf } from '#client/store/attachments.ts'
import type { AttachmentRow } from '#client/store/tables.ts'
import styles from './pictures-field.module.css'

/** A picture from this tablet's own store, opened only while it is on the glass. */
export const KeptImage = ({ row, alt }: { row: AttachmentRow; alt: string }) => {
  const [address, setAddress] = useState<string | null>(null)
  const { bytes, mediaType } = row
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytesOf({ bytes })], { type: mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, mediaType])
  return address === null ? <span className={styles.blank} /> : <img src={address} alt={alt} className={styles.image} />
}
