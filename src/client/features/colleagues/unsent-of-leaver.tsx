/**
 * That something a leaver wrote had not come when their tablet last asked, and what to do about it. Officers hold the files of their
 * own cases: handed on before their notes have come, these would be refused.
 */
export const UnsentOfLeaver = ({ unsent, openCases }: { unsent: number; openCases: number }) => (
  <p>
    <strong>
      {unsent === 1
        ? 'One thing they wrote was not sent when their tablet last asked.'
        : `${unsent} things they wrote were not sent when their tablets last asked.`}
    </strong>{' '}
    Ask them to open Doorstep once where there is signal{openCases > 0 ? ', and hand their cases on after that' : ''}.
    Whoever takes the tablet away stops this: it is not heard any more.
  </p>
)
