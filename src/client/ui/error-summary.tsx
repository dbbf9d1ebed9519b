import { useEffect, useRef } from 'react'
import styles from './error-summary.module.css'
import { focusField } from './field.tsx'

export type FieldProblem = { fieldId: string; message: string }

export type ErrorSummaryProps = {
  problems: readonly FieldProblem[]
  /** Raise it at each attempt to save, so that focus moves here again although the problems are the same. */
  attempt?: number | undefined
}

/** What is wrong with a form, at its top, each line a link to its field. Focus moves here when there is something to say. */
export const ErrorSummary = ({ problems, attempt = 0 }: ErrorSummaryProps) => {
  const box = useRef<HTMLDivElement>(null)
  const isWrong = problems.length > 0
  const moved = useRef<number | null>(null)
  useEffect(() => {
    if (isWrong && moved.current !== attempt) box.current?.focus()
    moved.current = isWrong ? attempt : null
  }, [isWrong, attempt])
  if (!isWrong) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <h2>There is a problem</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.fieldId}>
            <a
              href={`#${problem.fieldId}`}
              onClick={(event) => {
                event.preventDefault()
                focusField(problem.fieldId)
              }}
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
