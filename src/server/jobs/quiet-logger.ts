import { Logger } from 'graphile-worker'
import type { Log } from '../log.ts'

/**
 * The worker's log, in ours: which task, which job, how bad. Its own sentences are left out, because an error may repeat an
 * address or a name. Null says nothing at all.
 */
export const quietLogger = (log: Log | null): Logger =>
  new Logger(({ taskIdentifier, jobId }) => (level) => {
    if (log === null || (level !== 'error' && level !== 'warning')) return
    const fields = { task: taskIdentifier ?? 'none', job: jobId ?? 'none' }
    if (level === 'error') log.error('job-failed', fields)
    else log.warn('jobs-trouble', fields)
  })
