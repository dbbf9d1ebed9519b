import type { ReactNode } from 'react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { ChevronDown } from 'lucide-react'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'

type MenuEntry = {
  id: string
  label: string
  icon?: ReactNode
  isDanger?: boolean
  onPress?: () => void
  href?: string
}

export type MenuButtonProps = {
  label: string
  /** Shows only this, with `label` for screen readers. */
  icon?: ReactNode
  entries: readonly MenuEntry[]
}

/** A button that opens a short list of things to do. */
export const MenuButton = ({ label, icon, entries }: MenuButtonProps) => (
  <MenuTrigger>
    {icon === undefined ? (
      <Button>
        <span className={styles.trigger}>
          {label}
          <ChevronDown aria-hidden size={18} />
        </span>
      </Button>
    ) : (
      <IconButton label={label} icon={icon} kind="plain" />
    )}
    <Popover placement="bottom end" className={classNames(styles.popover)}>
      <Menu className={classNames(styles.menu)} aria-label={label}>
        {entries.map((entry) => (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            {...(entry.href === undefined ? {} : { href: entry.href })}
            onAction={() => entry.onPress?.()}
            className={classNames(styles.entry, entry.isDanger === true && styles.danger)}
          >
            {entry.icon}
            {entry.label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
)
