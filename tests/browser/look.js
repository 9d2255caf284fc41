// What the tests measure in a page. Each function returns a list of words on what is wrong.
"use strict";
window.look = (() => {
  const NAVIGATION = "nav a, header a, footer a, button, select, input, summary";
  const TARGETS = "a[href], button, select, input, textarea, summary, [tabindex='0']";

  const name = (element) => {
    const place = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${place}> “${words}”`;
  };

  // Clipped to nothing on purpose, for screen readers only; or not drawn at all.
  const isUnseen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width < 2 || box.height < 2 || !element.checkVisibility({ visibilityProperty: true });
  };

  const targets = () => [...document.querySelectorAll(TARGETS)].filter((one) => !isUnseen(one));

  // A link in a sentence is as high as its line; every other target has room for a finger.
  const small = () => targets().flatMap((element) => {
    const box = element.getBoundingClientRect();
    const isInline = getComputedStyle(element).display === "inline" && !element.matches(NAVIGATION);
    const least = element.matches(NAVIGATION) ? 44 : 24;
    const size = `${Math.round(box.width)} × ${Math.round(box.height)}`;
    const fits = box.width >= least - 0.5 && box.height >= least - 0.5;
    return isInline || fits || element.tabIndex < 0 ? [] : [`${name(element)} is ${size}, less than ${least}`];
  });

  const isScroller = (element) =>
    ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.tabIndex >= 0;

  const within = (element, test) => {
    for (let one = element; one && one !== document.documentElement; one = one.parentElement) {
      if (test(one)) return true;
    }
    return false;
  };

  // Wider than the window: the page itself, or a box that a keyboard cannot scroll.
  const sideways = () => {
    const found = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > window.innerWidth) {
      const wide = [...document.body.querySelectorAll("*")].filter((one) =>
        one.getBoundingClientRect().right > window.innerWidth + 0.5 && !within(one, isScroller));
      const last = wide[wide.length - 1];
      found.push(`the page is ${page.scrollWidth} wide: ${last ? name(last) : "?"}`);
    }
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      if (!["auto", "scroll"].includes(style.overflowX) || isUnseen(element)) continue;
      if (element.scrollWidth > element.clientWidth + 1 && !isScroller(element)) {
        found.push(`${name(element)} scrolls sideways, and not by keyboard`);
      }
    }
    return found;
  };

  // Text that a box cuts off: nothing of it can be read or scrolled to.
  const clipped = () => [...document.body.querySelectorAll("*")].flatMap((element) => {
    const style = getComputedStyle(element);
    if (element.closest("svg, option, .unseen") || isUnseen(element)) return [];
    const cuts = ["hidden", "clip"];
    const over = (cuts.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (cuts.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    return over ? [`${name(element)} is cut off`] : [];
  });

  // What Tab has just reached, and how it shows.
  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getClientRects()[0];
    const at = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
    const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
      place: [...document.querySelectorAll("*")].indexOf(element),
      name: name(element),
      shows: hasOutline || style.boxShadow !== "none",
      isInSight: Boolean(at) && (element.contains(at) || at.contains(element)),
    };
  };

  // Where Tab has to come by, in order of the page.
  const stops = () => {
    const all = [...document.querySelectorAll("*")];
    return all.flatMap((one, place) =>
      one.matches(TARGETS) && one.tabIndex >= 0 && one.checkVisibility() ? [{ place, name: name(one) }] : []);
  };

  return { small, sideways, clipped, focused, stops };
})();

// What the page's own security policy refused.
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} refused ${event.blockedURI || "inline"}`);
});
