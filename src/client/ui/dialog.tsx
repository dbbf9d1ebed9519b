import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'

export type DialogProps = {
  title: string
  isOpen: boolean
  /** Asked when the person presses Escape or outside; absent when an answer is needed. */
  onClose?: (() => void) | undefined
  /** A press outside does not close it: a slip of the finger would lose what is drawn in it. */
  isHeld?: boolean | undefined
  children?: ReactNode
  /** The buttons, the main one last. */
  actions?: ReactNode
  /** `alertdialog` interrupts: a lock that is about to come. */
  role?: 'dialog' | 'alertdialog' | undefined
}

/** A window over the screen, for the few things that must be decided before going on. Focus stays inside and comes back. */
export const Dialog = ({ title, isOpen, onClose, isHeld = false, children, actions, role = 'dialog' }: DialogProps) => (
  <ModalOverlay
    isOpen={isOpen}
    onOpenChange={(open) => {
      if (!open) onClose?.()
    }}
    isDismissable={onClose !== undefined && !isHeld}
    isKeyboardDismissDisabled={onClose === undefined}
    className={classNames(styles.overlay)}
  >
    <Modal className={classNames(styles.modal)}>
      <AriaDialog role={role} className={classNames(styles.dialog)}>
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        <div className={styles.body}>{children}</div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
