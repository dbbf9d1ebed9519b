import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Mark } from '#client/ui/mark.tsx'
import styles from './hide.module.css'

const HideContext = createContext<(() => void) | null>(null)

/** Covers the whole screen at once, for when a family can see it. Nothing is closed and nothing is lost; locking goes on as before. */
export const useHide = (): (() => void) => {
  const hide = useContext(HideContext)
  if (hide === null) throw new Error('useHide needs a HideProvider around it.')
  return hide
}

export const HideProvider = ({ children }: { children: ReactNode }) => {
  const [isHidden, setHidden] = useState(false)
  const behind = useRef<HTMLDivElement>(null)
  const from = useRef<Element | null>(null)
  const hide = useCallback(() => {
    from.current = document.activeElement
    setHidden(true)
  }, [])
  const show = (): void => {
    setHidden(false)
    const back = from.current
    requestAnimationFrame(() => {
      if (back instanceof HTMLElement) back.focus()
    })
  }
  useEffect(() => {
    if (isHidden) document.querySelector<HTMLElement>(`.${styles.cover ?? ''} button`)?.focus()
  }, [isHidden])
  return (
    <HideContext value={hide}>
      <div ref={behind} inert={isHidden} className={isHidden ? styles.behind : undefined}>
        {children}
      </div>
      {isHidden && (
        <div className={styles.cover}>
          <Mark size={56} />
          <Button kind="quiet" onPress={show}>
            Show again
          </Button>
        </div>
      )}
    </HideContext>
  )
}
