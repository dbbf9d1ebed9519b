import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Check, X } from 'lucide-react'
import { Button, IconButton } from './button.tsx'
import styles from './toast.module.css'

export type Toast = {
  message: string
  /** Offered for `seconds`; the same act must be found elsewhere too, for those who need longer. */
  undo?: (() => void) | undefined
  /** How long it stays; 10 unless said. It waits while pointed at or focused. */
  seconds?: number | undefined
}

const ToastContext = createContext<((toast: Toast) => void) | null>(null)

/** Says that something was done, with a way to undo it. Must stand inside a `ToastProvider`. */
export const useToast = (): ((toast: Toast) => void) => {
  const say = useContext(ToastContext)
  if (say === null) throw new Error('useToast needs a ToastProvider around it.')
  return say
}

/** Holds the one message at the foot of the screen; a new one takes the place of the last. */
export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [shown, setShown] = useState<(Toast & { key: number }) | null>(null)
  const count = useRef(0)
  const say = useCallback((toast: Toast) => {
    count.current += 1
    setShown({ ...toast, key: count.current })
  }, [])
  const close = useCallback(() => setShown(null), [])
  return (
    <ToastContext value={useMemo(() => say, [say])}>
      {children}
      <output className={styles.region}>
        {shown !== null && <Shown key={shown.key} toast={shown} onClose={close} />}
      </output>
    </ToastContext>
  )
}

const Shown = ({ toast, onClose }: { toast: Toast; onClose: () => void }) => {
  const [isHeld, setHeld] = useState(false)
  const seconds = toast.seconds ?? 10
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(onClose, seconds * 1000)
    return () => clearTimeout(timer)
  }, [isHeld, seconds, onClose])
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Check aria-hidden size={20} strokeWidth={2.6} />
      <span>{toast.message}</span>
      {toast.undo !== undefined && (
        <Button
          kind="quiet"
          onPress={() => {
            // Closed first: what undoing has to say takes its place.
            onClose()
            toast.undo?.()
          }}
        >
          Undo
        </Button>
      )}
      <IconButton label="Close this message" icon={<X aria-hidden />} onPress={onClose} />
    </div>
  )
}
