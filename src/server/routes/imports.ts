import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { signedInOr } from '../accounts/signed-in.ts'
import { newReference, refuseRequest } from '../http/answers.ts'
import { rejectedCsv } from '../imports/import-report.ts'
import { applyFile, previewFile, type FileDone, type NotTaken } from '../imports/import-file.ts'
import { LARGEST_FILE, sayFault } from '../imports/roll-row.ts'
import type { Office } from '../office.ts'
import { administeredSchool, OrganisationCode } from './administered-school.ts'

const Query = z.object({
  organisation: OrganisationCode,
  preview: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  of: z.enum(['auto', 'marks', 'roll', 'columns']).default('auto'),
  /** `taken`: whoever imports was told that marks go back to what they were, and says that the school changed them back. */
  back: z.enum(['asked', 'taken']).default('asked'),
})

/** What browsers call CSV and XML, and the plain bytes that the app sends. */
const fileTypes = [
  'application/octet-stream',
  'text/csv',
  'application/csv',
  'text/plain',
  'application/vnd.ms-excel',
  'application/xml',
  'text/xml',
]

/** Reading a file takes the whole of one processor for a moment: more than this at once would make everybody wait. */
const MOST_AT_ONCE = 2

const failures = {
  unreadable: [422, ''],
  'not-permitted': [403, 'Only an administrator of this school can import its roll.'],
  'changed-since-preview': [
    409,
    'What is held here changed since you looked at this file. Look at it again, then import.',
  ],
  'goes-back': [
    409,
    'Some marks of this file would go back to what they were before. Say whether the school changed them back; nothing was changed.',
  ],
  refused: [409, 'The office could not take this file, so nothing was changed.'],
  'no-marks': [422, 'The file has no marks. Nothing was changed.'],
} as const satisfies Record<NotTaken['why'], readonly [number, string]>

/**
 * A school's roll, or the marks of its register, from a file, for its administrator: look first, then import exactly what was looked at. The file is the
 * body; `organisation` is the school's code. Nothing is said of a school the person does not administer, not even that it is there.
 */
export const importsRoutes = (app: FastifyInstance, office: Office): void => {
  let running = 0
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      fileTypes,
      { parseAs: 'buffer', bodyLimit: LARGEST_FILE },
      async (_request: unknown, body: Buffer) => body,
    )
    for (const act of ['preview', 'apply'] as const) {
      scope.post(`/api/imports/${act}`, { bodyLimit: LARGEST_FILE }, async (request, reply) => {
        const signedIn = await signedInOr(office, request, reply)
        if (signedIn === null) return reply
        const query = Query.safeParse(request.query)
        if (!query.success || (act === 'apply' && query.data.preview === undefined))
          return refuseRequest(reply, 'bad-request')
        const { preview, of: wanted, back } = query.data
        const { actor } = signedIn
        const organisationId = await administeredSchool(office, actor, query.data.organisation)
        if (organisationId === null) return refuse(reply, { ok: false, why: 'not-permitted' })
        if (running >= MOST_AT_ONCE) return refuseRequest(reply, 'too-many')
        running += 1
        try {
          const file = {
            bytes: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
            organisationId,
            by: actor,
            clock: office.clock,
            newId: randomUUID,
          }
          const outcome =
            act === 'preview' || wanted === 'columns'
              ? await previewFile(office.database, file, wanted)
              : await applyFile(
                  office.database,
                  { ...file, preview: preview ?? null, fileName: fileNameIn(request), mayGoBack: back === 'taken' },
                  wanted,
                  office.pokes.poke,
                )
          if (!outcome.ok) return refuse(reply, outcome)
          if (outcome.of === 'columns') {
            const { of, fault, columns } = outcome
            return reply.send({ of, message: fault && sayFault(fault), columns })
          }
          if (outcome.of === 'totals') return reply.send({ of: outcome.of, report: outcome.report })
          if (act === 'apply')
            office.log.info(outcome.of === 'marks' ? 'marks-imported' : 'roll-imported', {
              organisation: organisationId,
              rows: outcome.report.rows,
              accepted: outcome.report.accepted,
              updated: outcome.report.updated,
              rejected: outcome.report.rejected.length,
            })
          return reply.send(told(outcome))
        } finally {
          running -= 1
        }
      })
    }
  })
}

/** A file may be named after a child: its name comes in a header, which no log has, and never in the address. */
const fileNameIn = ({ headers }: FastifyRequest): string | null => {
  const encoded = headers['x-doorstep-file-name']
  if (typeof encoded !== 'string') return null
  try {
    return decodeURIComponent(encoded)
  } catch {
    // Not written by our page: the import does without.
    return null
  }
}

const told = (outcome: FileDone) => {
  const { of, preview, report, headings, rejectedRows } = outcome
  return {
    of,
    preview,
    report,
    ...(outcome.of === 'roll' && { firstPupils: outcome.firstPupils }),
    /** The rejected lines as a CSV file to mend; null when there are none. */
    rejectedFile: rejectedRows.length === 0 ? null : rejectedCsv(headings, rejectedRows),
  }
}

const refuse = (reply: FastifyReply, failed: NotTaken): FastifyReply => {
  const [status, words] = failures[failed.why]
  const message = failed.why === 'unreadable' ? `${sayFault(failed.fault)} Nothing was changed.` : words
  return reply.code(status).send({ error: failed.why, message, reference: newReference() })
}
