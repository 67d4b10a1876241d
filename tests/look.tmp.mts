import { launch } from '/tmp/w/snapshot-window/tests/e2e/application.ts'
import { writeFile } from 'node:fs/promises'
const H='/tmp/w/sw-demo/history/credentials-prod-eu-1-'
const shots='/tmp/w/sw-demo/shots'
const step=process.argv[2]??'all'
const dark=process.argv[3]==='dark'
const small=process.argv[4]==='small'
const app = await launch({ colorScheme: dark?'dark':'light', size: small?{width:900,height:600}:{width:1280,height:800}, ...(step==='welcome'?{}:step==='big'?{review:['/tmp/w/sw-demo/big.csv']}:step==='other'?{review:['/tmp/w/sw-demo/other.csv']}:{review:[H+'2026-09-27-060000.csv']}) })
const w=app.window
w.on('console',(m)=>{ if(m.type()==='error') console.log('console',m.text()) })
w.on('pageerror',(e)=>console.log('pageerror',e.message))
const shot=async(n:string)=>{ await w.waitForTimeout(500); await w.screenshot({path:`${shots}/${n}${dark?'.dark':''}${small?'.small':''}.png`}); console.log(n) }
const tryIt=async(n:string,f:()=>Promise<unknown>)=>{ try { await f(); await shot(n) } catch(e){ console.log('FAIL',n,String(e).slice(0,600)); await shot(n+'-fail').catch(()=>{}) } }
try {
if(step==='welcome'){ await shot('welcome'); await tryIt('home-empty', async()=>{ await app.choose(); await w.keyboard.press('Control+,'); await w.getByRole('link',{name:/^Snapshots/}).click() }) }
else if(step==='big'){ await w.locator('[role=row][data-uid]').first().waitFor({timeout:30000}); await shot('big'); await tryIt('big-end', async()=>{ await w.locator('[role=row][data-uid] [data-column]').first().focus(); await w.keyboard.press('Control+End'); await w.getByText('rows').first().waitFor() }); await tryIt('big-search', async()=>{ await w.keyboard.press('Control+f'); await w.keyboard.type('harbor base 77'); await w.waitForTimeout(1500) }) }
else if(step==='other'){ await w.locator('[role=row][data-uid]').first().waitFor(); await tryIt('other', async()=>{ await w.getByRole('button',{name:/remark/}).click() }) ; await tryIt('other-row', async()=>{ await w.locator('[role=row][data-uid] [data-column]').first().focus(); await w.keyboard.press('Enter') }) }
else {
 await w.locator('[role=row][data-uid]').first().waitFor()
 await shot('snapshot')
 await tryIt('snapshot-columns', async()=>{ await w.getByRole('button',{name:'Columns'}).click() }); await w.keyboard.press('Escape')
 await tryIt('snapshot-filter', async()=>{ await w.getByRole('button',{name:'Filter by Scope'}).click() }); await w.keyboard.press('Escape')
 await tryIt('snapshot-ages', async()=>{ await w.getByRole('button',{name:'Filter by Age'}).click(); await w.getByText('Show as a chart').click() })
 await tryIt('snapshot-search', async()=>{ await w.keyboard.press('Escape'); await w.keyboard.press('Control+f'); await w.keyboard.type('harbor') })
 await w.keyboard.press('Escape')
 await app.choose(H+'2026-11-22-060000.csv')
 await tryIt('snapshot-more', async()=>{ await w.getByRole('button',{name:'More',exact:true}).click() }); await w.keyboard.press('Escape')
 await tryIt('compare-with', async()=>{ await w.getByRole('button',{name:'Compare with…'}).click() })
 await tryIt('compare', async()=>{ await w.getByRole('menuitem',{name:/Open another/}).click(); await w.getByRole('radio',{name:/Added/}).waitFor() })
 await tryIt('compare-row', async()=>{ await w.locator('[role=row][data-uid] [data-column]').nth(8).focus(); await w.keyboard.press('Enter') })
 await tryIt('home', async()=>{ await w.getByRole('link',{name:/^Snapshots/}).first().click() })
 await app.choose('/tmp/w/sw-demo/history')
 await tryIt('history-unset', async()=>{ await w.getByText('History',{exact:true}).click() })
 await tryIt('history', async()=>{ await w.getByRole('button',{name:'Choose folder…'}).click(); await w.getByText('Events',{exact:true}).waitFor() ; await w.waitForTimeout(1500)})
 await tryIt('history-type', async()=>{ await w.getByText('By type').click(); await w.waitForTimeout(600) })
 await tryIt('life', async()=>{ await w.locator('[role=row][data-uid] [data-column]').nth(8).focus(); await w.keyboard.press('Enter') })
 await tryIt('compare-chart', async()=>{ await w.keyboard.press('Escape'); await w.getByRole('button',{name:'Compare…'}).click(); await w.waitForTimeout(800) })
 await tryIt('drop', async()=>{ await w.evaluate(()=>{ const d=new DataTransfer(); d.items.add(new File(['a'],'a.csv')); window.dispatchEvent(new DragEvent('dragover',{dataTransfer:d,bubbles:true,cancelable:true})) }); await w.waitForTimeout(60) })
}
} catch(e){ console.log('ERR',String(e)); await shot('err').catch(()=>{}) }
await app.close()
