import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { Search, X } from 'lucide-react'
import { classNames } from './class-names.ts'
import styles from './search-field.module.css'

export type SearchFieldProps = {
  /** Said to screen readers; the placeholder shows the same or an example. */
  label: string
  placeholder?: string | undefined
  value: string
  onChange: (value: string) => void
}

/** Search as one types; Escape or the cross clears it. Nothing typed here is remembered by the browser. */
export const SearchField = ({ label, placeholder, value, onChange }: SearchFieldProps) => (
  <AriaSearchField
    aria-label={label}
    value={value}
    onChange={onChange}
    autoComplete="off"
    className={classNames(styles.search)}
  >
    <Search aria-hidden size={20} />
    <Input placeholder={placeholder ?? label} className={classNames(styles.input)} />
    {value !== '' && (
      <Button aria-label="Clear the search" className={classNames(styles.clear)}>
        <X aria-hidden size={18} />
      </Button>
    )}
  </AriaSearchField>
)
