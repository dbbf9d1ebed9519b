import { useState, type ReactNode } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import styles from './import-roll.module.css'

/** A word of a file, what it may mean as far as that is known, and a line that helps to tell. */
export type Asked<M extends string> = { written: string; hint: string; suggested: M | null }

type Props<M extends string> = {
  title: string
  children: ReactNode
  asked: readonly Asked<M>[]
  choices: readonly { value: M; label: string }[]
  /** What pressing it does: *Read them so*. */
  label: string
  isBusy: boolean
  /** Only what was chosen otherwise than suggested. */
  onSay: (said: { written: string; means: M }[]) => void
}

/** Asks a person what words of their file mean: one choice each, said together. Nothing has to be answered. */
export const WhatTheyMean = <M extends string>({ title, children, asked, choices, label, isBusy, onSay }: Props<M>) => {
  const [chosen, setChosen] = useState<ReadonlyMap<string, M | null>>(new Map())
  const [error, setError] = useState(false)
  const say = (): void => {
    const said = asked.flatMap(({ written, suggested }) => {
      const means = chosen.get(written) ?? null
      return means === null || means === suggested ? [] : [{ written, means }]
    })
    setError(said.length === 0)
    if (said.length > 0) onSay(said)
  }
  return (
    <Card title={title}>
      {children}
      <div className={styles.asked}>
        {asked.map(({ written, hint, suggested }) => (
          <SelectField
            key={written}
            label={written}
            hint={hint}
            choices={choices}
            none="Not said"
            value={chosen.has(written) ? (chosen.get(written) ?? null) : suggested}
            onChange={(means) => setChosen(new Map(chosen).set(written, means))}
          />
        ))}
      </div>
      {error && (
        <p role="alert" className={styles.error}>
          Say what at least one of them means.
        </p>
      )}
      <Quiet>It is kept for this school: every file that comes after is read so, until you say otherwise.</Quiet>
      <div>
        <Button kind="main" isPending={isBusy} onPress={say}>
          {label}
        </Button>
      </div>
    </Card>
  )
}
