/**
 * That something a leaver wrote had not come when their tablet last asked, and what to do about it. Their cases may be handed on
 * meanwhile: what they wrote while they had one is taken all the same.
 */
export const UnsentOfLeaver = ({ unsent }: { unsent: number }) => (
  <p>
    <strong>
      {unsent === 1
        ? 'One thing they wrote was not sent when their tablet last asked.'
        : `${unsent} things they wrote were not sent when their tablets last asked.`}
    </strong>{' '}
    Ask them to open Doorstep once where there is signal. Whoever takes the tablet away stops this: it is not heard any
    more.
  </p>
)
