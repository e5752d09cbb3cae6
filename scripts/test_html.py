"""Drives Chromium through its debugging pipe; called by test-html.sh."""

import base64
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

browser, work, shots = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])


class Browser:
    """One Chromium with one page; commands go in on descriptor 3, answers come out on 4."""

    def __init__(self, profile):
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                 "--disable-background-networking", "--no-first-run", f"--user-data-dir={profile}"]
        # The shell puts the pipes where Chromium looks for them.
        start = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self.process = subprocess.Popen(
            ["bash", "-c", start, browser, *flags, "about:blank"],
            pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.input, self.output = os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb")
        self.number, self.rest, self.events, self.session = 0, b"", [], None
        # Whether scripts of pages are off, and promises with them.
        self.silent = False
        target = next(it for it in self("Target.getTargets")["targetInfos"] if it["type"] == "page")
        self.session = self("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self(f"{domain}.enable")

    def receive(self):
        while b"\0" not in self.rest:
            more = os.read(self.output.fileno(), 1 << 20)
            if not more:
                sys.exit("Chromium has gone")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def __call__(self, method, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        self.input.write(json.dumps(command).encode() + b"\0")
        self.input.flush()
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def run(self, script):
        answer = self("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            sys.exit(f"{script}\n{json.dumps(answer['exceptionDetails'], indent=1)}")
        return answer["result"].get("value")

    def open(self, page):
        self.events.clear()
        self("Page.navigate", url=f"file://{page}")
        while self.run("document.readyState") != "complete":
            time.sleep(0.05)
        self.settle()

    def settle(self):
        if self.silent:
            return time.sleep(0.3)
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def size(self, width, height):
        self("Emulation.setDeviceMetricsOverride", width=width, height=height,
             deviceScaleFactor=1, mobile=width < 600)

    def scheme(self, name, media=""):
        self("Emulation.setEmulatedMedia", media=media,
             features=[{"name": "prefers-color-scheme", "value": name}])

    def click(self, element):
        """A real click in the middle of the first box of an element."""
        self.run(f"{element}.scrollIntoView({{block: 'center'}})")
        self.settle()
        x, y = self.run(f"(() => {{ const it = {element}.getClientRects()[0];"
                        " return [it.x + it.width / 2, it.y + it.height / 2]; })()")
        for kind in ["mousePressed", "mouseReleased"]:
            self("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def key(self, name, code):
        for kind in ["keyDown", "keyUp"]:
            self("Input.dispatchKeyEvent", type=kind, key=name, code=name, text="\r" if code == 13 else "",
                 windowsVirtualKeyCode=code)
        self.settle()

    def shot(self, name):
        data = self("Page.captureScreenshot")["data"]
        (shots / f"{name}.png").write_bytes(base64.b64decode(data))

    def strangers(self):
        """Requests other than for the page, and complaints of the browser."""
        asked = [it["params"]["request"]["url"] for it in self.events
                 if it.get("method") == "Network.requestWillBeSent"]
        said = [it["params"] for it in self.events
                if it.get("method") in ["Log.entryAdded", "Runtime.exceptionThrown"]]
        return asked[1:] + said

    def close(self):
        self.session = None
        self("Browser.close")
        self.process.wait(20)


checks = 0


def check(what, right):
    global checks
    checks += 1
    if not right:
        sys.exit(f"FAILED: {what}")
    print(f"ok  {what}")


SEEN = """(it) => { const box = it.getBoundingClientRect();
    const over = document.elementFromPoint(box.x + Math.min(4, box.width / 2), box.y + Math.min(4, box.height / 2));
    return 0 <= box.top && box.bottom <= innerHeight && 0 <= box.left && box.right <= innerWidth + 1
        && over !== null && (it.contains(over) || over.contains(it)); }"""
# The note with the two places that are farthest apart.
FAR = """(() => { const first = (text) => Number(text.split('-')[0]);
    const apart = (it) => Math.abs(first(it.dataset.p) - first(it.dataset.q));
    const all = [...document.querySelectorAll('.note[data-p][data-q]')];
    return all.sort((one, other) => apart(other) - apart(one))[0].id; })()"""


def both_in_view(page, note, where, related_in_text=False):
    """The one place is seen in the text and the other is quoted in a note that is seen."""
    page.run(f"window.note = document.getElementById('{note}'); window.seen = {SEEN};"
             " window.at = (name) => document.getElementById('s' + note.dataset[name].split('-')[0])")
    name, quote = ("q", ".own q") if related_in_text else ("p", ".q:not(.own) q")
    check(f"{where}: the place is in view", page.run(f"seen(at('{name}'))"))
    check(f"{where}: the other place is quoted in view", page.run(f"seen(note.querySelector('{quote}'))"))
    check(f"{where}: both are highlighted", page.run("['p', 'q'].every((it) => at(it).matches('.on'))"))


def reading(page, width, name):
    page.open(work / "page.html")
    for scheme in ["light", "dark"]:
        page.scheme(scheme)
        page.run("scrollTo(0, 0)")
        page.shot(f"{name}-{scheme}-top")
        back = page.run("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0]")
        check(f"{name}: {scheme} paper", (int(back) < 80) == (scheme == "dark"))
    page.scheme("light")
    wide = "document.scrollingElement.scrollWidth"
    check(f"{name}: nothing stands out to the side", page.run(wide) <= width)
    page.run("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    check(f"{name}: nor when all is unfolded", page.run(wide) <= width)
    page.open(work / "page.html")

    note = page.run(FAR)
    place = "document.getElementById('s' + document.getElementById('{}').dataset.{}.split('-')[0])"
    page.click(place.format(note, "p"))
    both_in_view(page, note, f"{name}, click on the place")
    page.shot(f"{name}-selected")
    page.scheme("dark")
    page.shot(f"{name}-dark-selected")
    page.scheme("light")
    page.key("Escape", 27)
    check(f"{name}: Escape lets go", page.run("!document.querySelector('.on')"))
    page.click(place.format(note, "q"))
    both_in_view(page, note, f"{name}, click on the other place")
    page.click(f"document.querySelector('#{note} .q:not(.own) a')")
    both_in_view(page, note, f"{name}, click on the link in the note", related_in_text=True)
    page.shot(f"{name}-related")
    page.key("Escape", 27)
    page.click(f"document.querySelector('#{note} .m')")
    both_in_view(page, note, f"{name}, click on the note")
    page.key("Escape", 27)
    page.run(f"document.querySelector('.ref[href=\"#{note}\"]').focus()")
    page.key("Enter", 13)
    both_in_view(page, note, f"{name}, by keyboard")
    page.key("Escape", 27)


def hidden(page, where):
    """Every note can be reached: its places come into view."""
    wrong = page.run(f"""(async () => {{ const seen = {SEEN}; const wrong = [];
        const frame = () => new Promise(requestAnimationFrame);
        for (const note of document.querySelectorAll('.note[data-p]')) {{
            document.querySelector(`.ref[href="#${{note.id}}"]`).click();
            await frame();
            const place = document.getElementById('s' + note.dataset.p.split('-')[0]);
            const first = (it) => {{ const box = it.getClientRects()[0]; return 0 <= box.top && box.bottom <= innerHeight; }};
            if (!first(place) || !seen(note.querySelector('.m'))) wrong.push(note.id);
        }}
        return wrong; }})()""")
    check(f"{where}: every note comes into view with its place {wrong}", wrong == [])


def filters(page, name):
    page.open(work / "page.html")
    shown = "[...document.querySelectorAll('.note')].filter((it) => it.checkVisibility()).length"
    count = "Number(document.querySelector('output').value)"
    everything, total = page.run(shown), page.run(count)
    page.click("document.querySelector('#filter [name=v][value=e]')")
    check(f"{name}: errors are hidden", page.run("!document.querySelector('.note.e:not([hidden])')"))
    check(f"{name}: and their marks", page.run("!document.querySelector('mark.e')"))
    check(f"{name}: others stay", 0 < page.run(shown) < everything and page.run(count) < total)
    page.shot(f"{name}-filtered")
    page.click("document.querySelector('#filter [name=v][value=e]')")
    check(f"{name}: and come back", page.run(shown) == everything and page.run(count) == total)
    page.click("document.querySelector('#filter summary')")
    page.shot(f"{name}-rules")
    check(f"{name}: the list of rules is in view",
          page.run("document.querySelector('#filter details fieldset').getBoundingClientRect().right <= innerWidth"))
    rule = page.run("document.querySelector('[name=r]').value")
    page.click("document.querySelector('[name=r]')")
    left = page.run(f"[...document.querySelectorAll('.note:not([hidden])')].some((it) => it.dataset.r === '{rule}')")
    check(f"{name}: a rule is hidden", not left and page.run(count) < total)
    page.click("document.querySelector('#filter button[value=\"\"]')")
    check(f"{name}: so are all", page.run(shown) == 0 and page.run("!document.querySelector('mark:not(.off)')"))


def without_script(page):
    page.silent = True
    page("Emulation.setScriptExecutionDisabled", value=True)
    page.open(work / "page.html")
    page.shot("without-script")
    # The console still runs; the page's own script does not.
    check("without script: no filter", page.run("!document.getElementById('filter').checkVisibility()"))
    note = page.run(FAR)
    page.click(f"document.querySelector('.ref[href=\"#{note}\"]')")
    check("without script: a number leads to its note",
          page.run(f"location.hash === '#{note}' && ({SEEN})(document.querySelector('#{note} .m'))"))
    page.click(f"document.querySelector('#{note} .no')")
    check("without script: a note leads to its place",
          page.run(f"({SEEN})(document.querySelector('mark:target'))"))
    page("Emulation.setScriptExecutionDisabled", value=False)
    page.silent = False


def printing(page):
    page.size(1280, 900)
    page.open(work / "page.html")
    page.scheme("dark", media="print")
    check("print: no filter", page.run("!document.getElementById('filter').checkVisibility()"))
    check("print: every note", page.run("[...document.querySelectorAll('.note')].every((it) => it.checkVisibility())"))
    check("print: every paragraph", page.run(
        "[...document.querySelectorAll('.t')].every((it) => it.checkVisibility({contentVisibilityAuto: true}))"))
    page.scheme("light")
    for name in ["page", "one"]:
        page.open(work / f"{name}.html")
        pdf = page("Page.printToPDF", printBackground=False, preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.7)
        (shots / f"{name}.pdf").write_bytes(base64.b64decode(pdf["data"]))


with tempfile.TemporaryDirectory() as profile:
    page = Browser(profile)
    for width, height, name in [(1280, 900, "desktop"), (390, 844, "phone")]:
        page.size(width, height)
        reading(page, width, name)
        hidden(page, name)
        filters(page, name)
        strangers = page.strangers()
        check(f"{name}: nothing is asked for, nothing is refused {strangers}", strangers == [])
        page.open(work / "one.html")
        page.shot(f"{name}-english")
    page.size(1280, 900)
    page.open(work / "page.html")
    check("nothing of a draft runs", page.run("window.hacked === undefined && !document.querySelector('main img, main b[onclick]')"))
    without_script(page)
    printing(page)
    page.close()
print(f"{checks} checks; screenshots are in {shots}" if shots.parent != work else f"{checks} checks")
