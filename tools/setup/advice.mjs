import { virtualScreen } from './display.mjs'

/**
 * How to get the window itself if there is no display.
 * @param {string[]} given the arguments of this start
 */
export function waysToWindow(given) {
  const [every, server, screen] = virtualScreen
  const start = `npm start${given.length > 0 ? ` -- ${given.map(quote).join(' ')}` : ''}`
  return [
    'To use the window:',
    `  over SSH       ssh -X HOST (X forwarding), then there: ${start}`,
    `  by VNC         start a VNC server with a display, such as :1, then: DISPLAY=:1 ${start}`,
    `  kept open      xvfb-run ${every} ${server} '${screen}' ${start}   (until Ctrl+C; needs xvfb and xauth)`,
  ]
}

function quote(argument) {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`
}
