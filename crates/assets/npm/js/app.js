// Entry of the script: htmx for partial updates, then our small islands. Every page is complete without it.
import "htmx.org/dist/htmx.esm.js";
