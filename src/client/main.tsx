import './ui/look.css'
import { createRoot } from 'react-dom/client'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place to draw in.')
const drawing = createRoot(root)

if (import.meta.env.DEV && location.pathname === '/screens') {
  const { Screens } = await import('./app/screens/screens.tsx')
  drawing.render(<Screens />)
}
