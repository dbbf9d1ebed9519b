/** The door: the app's mark, `size` in pixels. */
export const Mark = ({ size = 40 }: { size?: number | undefined }) => (
  <svg aria-hidden width={size} height={size} viewBox="0 0 40 40">
    <rect width="40" height="40" rx="11" fill="var(--brand)" />
    <g fill="none" stroke="var(--on-brand)" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
      <path d="M13 30V12.5a2.5 2.5 0 0 1 2.5-2.5h9a2.5 2.5 0 0 1 2.5 2.5V30M9.5 30h21" />
      <path d="M22.6 20.4v.01" strokeWidth="3" />
    </g>
  </svg>
)
