import { ChevronDown } from 'lucide-react'
import { classNames } from '#client/ui/class-names.ts'
import { sayYear } from '#domain/people/say-year.ts'
import styles from './caseload-list.module.css'

/** The filter by year: the platform's own list, drawn as a chip. */
export const YearChip = ({
  years,
  value,
  onChange,
}: {
  years: readonly { yearGroup: number; count: number }[]
  value: number | null
  onChange: (yearGroup: number | null) => void
}) => (
  <span className={classNames(styles.year, value !== null && styles.chosen)}>
    <select
      aria-label="Year"
      value={value === null ? '' : String(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
    >
      <option value="">{value === null ? 'Year' : 'Every year'}</option>
      {years.map(({ yearGroup, count }) => (
        <option key={yearGroup} value={yearGroup}>
          {sayYear(yearGroup)} ({count})
        </option>
      ))}
      {value !== null && !years.some(({ yearGroup }) => yearGroup === value) && (
        <option value={value}>{sayYear(value)} (0)</option>
      )}
    </select>
    <ChevronDown aria-hidden size={16} />
  </span>
)
