import { useEffect, useState, type ReactNode } from 'react'
import { createPortal, flushSync } from 'react-dom'
import styles from './printed.module.css'

/**
 * What goes onto paper when this screen is printed, instead of the screen: A4, black on white, nothing to press. Drawn only
 * while the printer is asked, so that nobody meets it twice with a screen reader and a long paper costs nothing before.
 */
export const Printed = ({ children }: { children: ReactNode }) => {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes its picture as soon as these return.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting ? createPortal(<div className={styles.printed}>{children}</div>, document.body) : null
}
