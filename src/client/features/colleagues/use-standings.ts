import { useCallback, useEffect, useState } from 'react'
import { sayAnswer } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { askStandings, type Standing } from './office-accounts.ts'

/** How the colleagues' sign-ins stand, once the office has answered; until then, or without it, why not. */
export const useStandings = (): { standings: readonly Standing[]; problem: string | null; again: () => void } => {
  const { deviceId } = useSession()
  const [standings, setStandings] = useState<readonly Standing[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const take = useCallback((answer: Awaited<ReturnType<typeof askStandings>>): void => {
    if (answer.kind === 'ok') setStandings(answer.body.accounts)
    setProblem(answer.kind === 'ok' ? null : sayAnswer(answer, 'to see who can sign in'))
  }, [])
  useEffect(() => {
    let isOver = false
    const first = async (): Promise<void> => {
      const answer = await askStandings(deviceId)
      if (!isOver) take(answer)
    }
    void first()
    return () => {
      isOver = true
    }
  }, [deviceId, take])
  return { standings, problem, again: () => void askStandings(deviceId).then(take) }
}
