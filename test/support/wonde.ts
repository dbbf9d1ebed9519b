import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { freePort } from './free-port.ts'

/** A pupil as a school's system has them, in the invented Wonde. */
export type WondePupil = {
  id: string
  upi: string
  misId: string
  upn: string | null
  forename: string
  surname: string
  bornOn: string
}

/** A mark in the invented Wonde, and when it was last written. */
export type WondeMarkKept = {
  studentId: string
  day: string
  session: 'AM' | 'PM'
  code: string
  updatedAt: string
}

/** A stand-in for Wonde's API (v1.0) on this machine: its paths, its paging, its dates as objects, its one token. */
export type Wonde = {
  address: string
  pupils: WondePupil[]
  marks: WondeMarkKept[]
  /** Every question so far, path and query, in order. */
  asked: URL[]
  /** Answers the next question whose address matches in another way, once. */
  answerOnce(path: RegExp, answer: (response: ServerResponse) => void): void
  stop(): Promise<void>
}

export const wondeToken = 'a1b2c3d4e5f6a7b8c9d0'
export const wondeSchoolId = 'A1930499544'

const codes = ['/', '\\', 'L', 'I', 'O', 'N', 'U', 'Z9']
const codeId = (code: string): string => `C${code.charCodeAt(0)}${code.length}`

/** As systems in England give a day: midnight on its clocks, told in the words of a PHP date. */
const dateOf = (day: string, timezone = 'Europe/London') => ({
  date: `${day} 00:00:00.000000`,
  timezone_type: 3,
  timezone,
})

export const startWonde = async (): Promise<Wonde> => {
  const port = await freePort()
  const address = `http://localhost:${port}/v1.0`
  const others: { path: RegExp; answer: (response: ServerResponse) => void }[] = []
  const wonde: Pick<Wonde, 'pupils' | 'marks' | 'asked'> = { pupils: [], marks: [], asked: [] }

  const lists: Record<string, (query: URLSearchParams) => unknown[]> = {
    students: () =>
      wonde.pupils.map(({ id, upi, misId, upn, forename, surname, bornOn }) => ({
        id,
        upi,
        mis_id: misId,
        initials: null,
        forename,
        surname,
        legal_forename: forename,
        legal_surname: surname,
        gender: null,
        date_of_birth: dateOf(bornOn),
        restored_at: null,
        education_details: { data: { admission_number: misId, upn, former_upn: null, current_nc_year: '9' } },
      })),
    'attendance-codes': () => codes.map((code) => ({ id: codeId(code), code, description: 'As given', type: 'any' })),
    'attendance/session': (query) =>
      wonde.marks
        .filter(({ updatedAt }) => updatedAt >= (query.get('updated_after') ?? ''))
        .map(({ studentId, day, session, code }, place) => ({
          id: `M${place}`,
          // One half of these systems tell midnight of the summer in UTC.
          date:
            session === 'PM' && day < '2026-10-25'
              ? { date: `${dayBefore(day)} 23:00:00.000000`, timezone_type: 3, timezone: 'UTC' }
              : dateOf(day),
          session,
          student: studentId,
          attendance_code: codeId(code),
          comment: 'Mum rang: tummy ache again.',
          minutes_late: 12,
        })),
  }

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', address)
    wonde.asked.push(url)
    const other = others.findIndex(({ path }) => path.test(url.pathname + url.search))
    const [turned] = other === -1 ? [] : others.splice(other, 1)
    if (turned) return turned.answer(response)
    if (request.headers.authorization !== `Bearer ${wondeToken}`) return end(response, 401, { error: 'unauthorised' })
    const name = url.pathname.replace(`/v1.0/schools/${wondeSchoolId}/`, '')
    const list = lists[name]
    if (list === undefined) return end(response, 404, { error: 'not found' })
    const perPage = Math.min(Number(url.searchParams.get('per_page') ?? 50), 200)
    const page = Number(url.searchParams.get('page') ?? 1)
    const rows = list(url.searchParams)
    const more = page * perPage < rows.length
    const at = (place: number) => `${address}/schools/${wondeSchoolId}/${name}?page=${place}&per_page=${perPage}`
    end(response, 200, {
      data: rows.slice((page - 1) * perPage, page * perPage),
      meta: {
        pagination: {
          next: more ? at(page + 1) : null,
          previous: page > 1 ? at(page - 1) : null,
          more,
          per_page: perPage,
          current_page: page,
        },
      },
    })
  }
  const server = createServer(respond)
  await new Promise<void>((settle) => server.listen(port, 'localhost', settle))
  return {
    ...wonde,
    address,
    answerOnce: (path, answer) => void others.push({ path, answer }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((settle) => server.close(settle))
    },
  }
}

export const end = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
