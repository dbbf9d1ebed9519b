import { ArrowDownUp } from 'lucide-react'
import { classNames } from '#client/ui/class-names.ts'
import { CaseloadSort, caseloadSorts } from '#domain/records/saved-view.ts'
import styles from './caseload-list.module.css'
import { sortWords } from './say-view.ts'

/** The order of the list: the platform's own list, drawn as a chip. */
export const SortChip = ({ value, onChange }: { value: CaseloadSort; onChange: (sort: CaseloadSort) => void }) => (
  <span className={classNames(styles.year, value !== 'need' && styles.chosen)}>
    <select
      aria-label="Order"
      value={value}
      onChange={(event) => onChange(CaseloadSort.catch('need').parse(event.currentTarget.value))}
    >
      {caseloadSorts.map((sort) => (
        <option key={sort} value={sort}>
          {sortWords[sort]}
        </option>
      ))}
    </select>
    <ArrowDownUp aria-hidden size={16} />
  </span>
)
